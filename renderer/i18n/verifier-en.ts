import type { VerifierTexts } from './verifier-pl.ts';

export const verifierEnglish: VerifierTexts = {
  title: 'Verifier',
  lead: 'This is where somebody checks a card: a conductor, a librarian, a porter. Choose how you want to check.',
  toStart: 'Verifier',
  ways: {
    ask: {
      title: 'Ask',
      body: 'You show a QR code or six digits and the student answers. The surest way; needs a network.',
    },
    scan: { title: 'Scan', body: 'You read the code on the student’s screen. Works without a network too.' },
    queue: { title: 'Queue', body: 'Scanning without a pause, person after person, with a tally of the results.' },
    challenge: {
      title: 'Ask without a network',
      body: 'The student scans your question and you scan the answer. Certainty without a network.',
    },
  },
  also: 'Besides checking',
};
