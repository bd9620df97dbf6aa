import type { EndReason } from '../orders/end-reasons.ts';
import type { Language } from './language.ts';

type Texts = Readonly<Record<EndReason, string>>;

const POLISH: Texts = {
  'photo-unusable': 'Zdjęcia nie dało się użyć. Dodaj inne i zamów ponownie.',
  'data-mismatch': 'Dane w USOS nie zgadzają się z danymi w rejestrze. Wyjaśnij to w dziekanacie i zamów ponownie.',
  'system-fault': 'System uczelni miał awarię. Zamów ponownie.',
  'renew-els': 'Przedłużono ELS.',
  'let-els-lapse': 'ELS przestała być przedłużona, a mLegitymacja jest ważna nie dłużej niż ona.',
  'issue-els': 'Wydano nową ELS.',
  'withdraw-els': 'ELS została zwrócona, a mLegitymacja jest ważna nie dłużej niż ona.',
  'approve-photo': 'Zatwierdzono zdjęcie.',
  'withdraw-photo': 'Wycofano zdjęcie z USOS.',
  'assign-numbers': 'Nadano brakujące numery.',
  'withdraw-pesel': 'W USOS nie ma już numeru PESEL.',
  'withdraw-album-number': 'Numer albumu został wycofany.',
  'change-data': 'Zmieniły się dane osobowe, więc legitymacja pokazywała nieaktualne.',
  suspend: 'Studia zostały zawieszone. Po wznowieniu potrzebne jest nowe zamówienie.',
  resume: 'Wznowiono studia.',
  remove: 'Nastąpiło skreślenie z listy studentów.',
  graduate: 'Studia zostały ukończone.',
  'rights-ended': 'Minął 31 października, do którego absolwent studiów pierwszego stopnia zachowuje legitymację.',
  university: 'Uczelnia wycofała to zamówienie. O powód zapytaj w dziekanacie.',
};

const ENGLISH: Texts = {
  'photo-unusable': 'The photo could not be used. Add another one and order again.',
  'data-mismatch': 'The data in USOS differ from the register. Clear it up at the dean’s office and order again.',
  'system-fault': 'The university’s system had a fault. Order again.',
  'renew-els': 'The ELS was renewed.',
  'let-els-lapse': 'The ELS is no longer renewed, and an mLegitymacja is valid no longer than the ELS.',
  'issue-els': 'A new ELS was issued.',
  'withdraw-els': 'The ELS was handed back, and an mLegitymacja is valid no longer than the ELS.',
  'approve-photo': 'The photo was approved.',
  'withdraw-photo': 'The photo was withdrawn from USOS.',
  'assign-numbers': 'Missing numbers were assigned.',
  'withdraw-pesel': 'USOS no longer has a PESEL number.',
  'withdraw-album-number': 'The student number was withdrawn.',
  'change-data': 'Personal data have changed, so the card showed old ones.',
  suspend: 'The studies were suspended. Once they are resumed a new order is needed.',
  resume: 'The studies were resumed.',
  remove: 'The student was removed from the register.',
  graduate: 'The studies are finished.',
  'rights-ended': '31 October has passed, until which first-cycle graduates keep their card.',
  university: 'The university withdrew this order. Ask the dean’s office why.',
};

/** Why an order failed or was withdrawn. */
export const REASON_TEXTS: Readonly<Record<Language, Texts>> = { pl: POLISH, en: ENGLISH };
