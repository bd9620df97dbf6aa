import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { createEs256Signer } from '../../../shared/protocol/es256.ts';
import { MAX_FRAMED_CHARACTERS } from '../../../shared/protocol/limits.ts';
import { packPresentation } from '../../../shared/protocol/offline-presentation.ts';
import { createFrames, FrameReader } from '../../../shared/protocol/photo-frames.ts';
import { ANY_VERIFIER, createPresentation, type Group } from '../../../shared/protocol/presentation.ts';
import { checkPresentation, type PresentationPolicy } from '../../../shared/verifier/check-presentation.ts';
import { detectKind } from '../../../shared/verifier/detect-kind.ts';
import { deflate } from '../../../host/platform-ports.ts';
import { drawPortrait } from '../../../issuer-mock/portraits/draw-portrait.ts';
import { NOW_S, sha256 } from '../../support/specimen-issuer.ts';
import { ANYBODY, createPorts, holder, issuer } from './presentation-desk.ts';

/** A card with its portrait from the wallet's bytes to the verdict, in frames. */
const WITH_PHOTO: PresentationPolicy = { ...ANYBODY, groups: ['card', 'photo'], maxCharacters: MAX_FRAMED_CHARACTERS };
const portrait = drawPortrait('zofia');
const photo = `data:image/png;base64,${portrait.toString('base64')}`;
let credential: string;
beforeAll(async () => {
  const { card } = await issuer.cardContent(holder);
  const digest = encodeBase64url(await sha256(portrait));
  credential = await issuer.credential(holder, { photo, card: { ...card, photo_digest: digest } });
});

async function show(groups: readonly Group[] = ['card', 'photo']): Promise<string> {
  const binding = { audience: ANY_VERIFIER, nonce: encodeBase64url(randomBytes(16)), issuedAt: NOW_S };
  const ports = { sign: createEs256Signer(holder), sha256 };
  return packPresentation(await createPresentation(credential, groups, binding, ports), deflate);
}

/** Every fifth frame is lost. */
function read(text: string): string {
  const { draw } = createFrames(text);
  const reader = new FrameReader();
  for (let at = 0; at < 100; at++) {
    const taken = at % 5 === 4 ? null : reader.take(draw(at));
    if (taken?.kind === 'done') return taken.text;
  }
  throw new Error('never whole');
}

describe('a card with its photo, in frames', () => {
  it('is checked like any other, and shows the photo that the issuer signed', async () => {
    const text = read(await show());
    expect(await checkPresentation(text, WITH_PHOTO, createPorts())).toMatchObject({
      ...{ verdict: 'VALID_UNCHALLENGED', code: null },
      presented: { photo, card: { given_name: 'Zofia' }, identity: null },
    });
  });

  it('is good for one time', async () => {
    const [text, ports] = [read(await show()), createPorts()];
    await checkPresentation(text, WITH_PHOTO, ports);
    expect(await checkPresentation(text, WITH_PHOTO, ports)).toMatchObject({ code: 'KB_REPLAY' });
  });

  it('lacks something where a wallet leaves the photo out', async () => {
    const text = read(await show(['card']));
    expect(await checkPresentation(text, WITH_PHOTO, createPorts())).toMatchObject({ code: 'CLAIM_MISSING' });
  });

  it('is refused as the text of one QR code, which nobody could have drawn', async () => {
    const large = `MP1:${'0'.repeat(4095)}`;
    expect(await checkPresentation(large, ANYBODY, createPorts())).toMatchObject({ code: 'QR_TOO_LARGE' });
    expect(await checkPresentation(large, WITH_PHOTO, createPorts())).toMatchObject({ code: 'QR_BASE45' });
    const larger = `MP1:${'0'.repeat(MAX_FRAMED_CHARACTERS - 3)}`;
    expect(await checkPresentation(larger, WITH_PHOTO, createPorts())).toMatchObject({ code: 'QR_TOO_LARGE' });
  });

  it('is no presentation as one frame', async () => {
    const frame = createFrames(await show()).draw(0);
    const { code, steps } = await checkPresentation(frame, WITH_PHOTO, createPorts());
    expect([code, steps[0]?.detail]).toEqual(['QR_UNKNOWN_FORMAT', 'one frame of a code that moves']);
    expect(detectKind(frame)).toBe('presentation');
  });
});
