import { SHARED_ENGLISH } from '../student-pages/wording-en.ts';
import type { Wording } from './wording.ts';

export const ENGLISH: Wording = {
  ...SHARED_ENGLISH,
  breadcrumbLabel: 'You are here',
  tabStudents: "Student's section",
  myStudies: 'My studies',
  studiesLead: 'Things you can settle here without a visit to the dean’s office.',
  cardTileText: 'Order a student ID for the app on your phone, and see how the order is coming along.',
  orderHeading: 'mLegitymacja order',
  placeOrder: 'Order an ID card',
  cancelOrder: 'Cancel order',
  backToOrder: 'Back to the order',
  addHeading: 'Add mLegitymacja to mObywatel',
  addSteps: [
    'Open the wallet and start adding a new student ID.',
    'Scan the QR code. If you cannot, copy its text and paste it into the wallet.',
    'When the wallet asks, confirm with the activation code.',
  ],
  qrAlt: 'QR code of the order; the same text stands with it, ready to be copied',
  downloadQr: 'Download the QR code (PNG)',
  cancelHeading: 'Cancel the order?',
  keepOrder: 'Keep the order',
  toMobile: 'Mobile USOS',
};
