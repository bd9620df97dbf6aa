import type { Context } from 'hono';
import * as z from 'zod';
import { REGIMES } from '../../../shared/student/eligibility.ts';
import { answerFresh } from '../../http/answers.ts';
import type { Issuer } from '../../issuer.ts';
import { QR_CORRECTIONS, QR_FORMS } from '../../orders/qr-forms.ts';
import type { IssuerSettings } from '../../settings.ts';
import { type ApiRoute, routeWithBody } from '../route.ts';
import { SHAPES } from '../shapes.ts';

const DAY_S = 24 * 3600;
const waiting = z
  .int()
  .min(0)
  .max(7 * DAY_S * 1000);

/** What can be set while the mock runs. Orders that are ready keep the code they have. */
const members = {
  regime: z.enum(REGIMES).describe('Who may order: by the student instruction, or by the law since July 2025'),
  waiting_ms: waiting.describe('How long an order waits before it is passed on'),
  processing_ms: waiting.describe('How long it is processed before it is ready'),
  offers_before_ready: z
    .boolean()
    .describe('Whether an order can be redeemed while it waits, and its card fetched later'),
  offer_lifetime_s: z
    .int()
    .min(60)
    .max(30 * DAY_S)
    .describe('How long a ready order can be collected'),
  code_length: z.int().min(4).max(32).describe('Characters of an activation code'),
  code_alphabet: z
    .string()
    .min(2)
    .max(94)
    .regex(/^[!-,.-~]+$/u, 'printable ASCII without spaces and dashes, which people type to read a code by')
    .refine((text) => new Set(text).size === text.length, 'no character twice')
    .describe('What activation codes are drawn from'),
  code_attempts: z.int().min(1).max(100).describe('Wrong codes until an order locks'),
  qr_form: z.enum(QR_FORMS).describe('How the text of the QR code is written'),
  qr_error_correction: z.enum(QR_CORRECTIONS).describe('auto: M where it stays within version 15, else L'),
};

export const settingsShape = z.strictObject(members).register(SHAPES, { id: 'Settings' });
const changes = z
  .strictObject(members)
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'at least one setting is needed')
  .register(SHAPES, { id: 'SettingsChange' });

/** The settings a student or a trainer notices, while the mock runs. */
export const SETTINGS_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'readSettings', method: 'get', path: '/settings', topic: 'settings' },
    summary: { pl: 'Ustawienia uczelni', en: 'The university’s settings' },
    ...{ body: null, answers: { 200: settingsShape }, problems: {} },
    handle: async (c, issuer) => answerSettings(c, issuer),
  },
  routeWithBody({
    ...{ id: 'changeSettings', method: 'put', path: '/settings', topic: 'settings' },
    summary: { pl: 'Zmiana ustawień; niewymienione zostają', en: 'Change settings; those not named stay' },
    ...{ body: changes, example: { code_length: 6, code_alphabet: '0123456789' } },
    ...{ answers: { 200: settingsShape }, problems: {} },
    handle: async (c, issuer, body) => {
      await issuer.settingsBook.change(readChanges(body));
      issuer.notes.note({ kind: 'settings-changed', detail: body });
      return answerSettings(c, issuer);
    },
  }),
];

/** Only what was named: an absent member must not become an undefined setting. */
function readChanges(given: z.infer<typeof changes>): Partial<IssuerSettings> {
  const named: Record<keyof z.infer<typeof settingsShape>, keyof IssuerSettings> = {
    regime: 'regime',
    waiting_ms: 'waitingMs',
    processing_ms: 'processingMs',
    offers_before_ready: 'offersBeforeReady',
    offer_lifetime_s: 'offerLifetimeS',
    code_length: 'codeLength',
    code_alphabet: 'codeAlphabet',
    code_attempts: 'codeAttempts',
    qr_form: 'qrForm',
    qr_error_correction: 'qrErrorCorrection',
  };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [named[name as keyof typeof named], value]));
}

function answerSettings(c: Context, { settings }: Issuer): Response {
  return answerFresh(c, {
    regime: settings.regime,
    waiting_ms: settings.waitingMs,
    processing_ms: settings.processingMs,
    offers_before_ready: settings.offersBeforeReady,
    offer_lifetime_s: settings.offerLifetimeS,
    code_length: settings.codeLength,
    code_alphabet: settings.codeAlphabet,
    code_attempts: settings.codeAttempts,
    qr_form: settings.qrForm,
    qr_error_correction: settings.qrErrorCorrection,
  } satisfies z.infer<typeof settingsShape>);
}
