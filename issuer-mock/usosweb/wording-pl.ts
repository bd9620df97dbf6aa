import { SHARED_POLISH } from '../student-pages/wording-pl.ts';
import type { Wording } from './wording.ts';

export const POLISH: Wording = {
  ...SHARED_POLISH,
  breadcrumbLabel: 'Jesteś tutaj',
  tabStudents: 'Dla studentów',
  myStudies: 'Moje studia',
  studiesLead: 'Sprawy, które załatwisz tutaj bez wizyty w dziekanacie.',
  cardTileText: 'Zamów legitymację studencką do aplikacji w telefonie i sprawdź, co się dzieje z zamówieniem.',
  orderHeading: 'Zamówienie mLegitymacji',
  placeOrder: 'Zamów mLegitymację',
  cancelOrder: 'Anuluj zamówienie',
  backToOrder: 'Wróć do zamówienia',
  addHeading: 'Dodaj mLegitymację do mObywatela',
  addSteps: [
    'Otwórz portfel i rozpocznij dodawanie nowej legitymacji studenckiej.',
    'Zeskanuj kod QR. Jeśli nie możesz, skopiuj jego tekst i wklej go w portfelu.',
    'Gdy portfel o to poprosi, potwierdź kodem aktywacyjnym.',
  ],
  qrAlt: 'Kod QR zamówienia; ten sam tekst stoi przy nim, gotowy do skopiowania',
  downloadQr: 'Pobierz kod QR (PNG)',
  cancelHeading: 'Anulować zamówienie?',
  keepOrder: 'Zostaw zamówienie',
  toMobile: 'Mobilny USOS',
};
