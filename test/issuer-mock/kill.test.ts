import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawNumber } from '../../issuer-mock/random.ts';
import { type BundledIssuer, bundleIssuer } from './bundled-issuer.ts';
import { auditDatabase, findUnlocked } from './killing/audit.ts';
import { startMortalIssuer } from './killing/mortal-issuer.ts';
import { runStudent } from './killing/student-traffic.ts';
import { seedRandom } from './world.ts';

const KILLS = 200;
const STUDENTS = ['zofia', 'hanna', 'jan', 'piotr'];

let bundle: BundledIssuer;
beforeAll(async () => void (bundle = await bundleIssuer()));
afterAll(() => bundle.remove());

describe('a mock killed again and again while students order, collect and cancel', () => {
  it(`keeps every word it gave: ${KILLS} kills, no code works twice, no order is in two states, no card is doubled or lost`, async () => {
    const randomBytes = seedRandom('kills');
    const below = (limit: number) => drawNumber(randomBytes, limit);
    const file = join(bundle.folder, 'killed.db');
    const found: string[] = [];
    const issuer = await startMortalIssuer(bundle.program, file, KILLS, {
      drawLifetime: () => 2 + below(10),
      drawDelayMs: () => below(6),
      // Looked at right away: what was left half done might be mended by the next request, and nobody else would notice.
      examine: async () => void found.push(...(await auditDatabase(file, []))),
    });
    const draw = { oneIn: (times: number) => below(times) === 0 };
    const isOver = () => issuer.kills() >= KILLS;
    const ledgers = (await Promise.all(STUDENTS.map((student) => runStudent(issuer, student, draw, isOver)))).flat();
    await issuer.end();

    expect(found).toEqual([]);
    expect([...(await auditDatabase(file, ledgers)), ...(await findUnlocked(file))]).toEqual([]);
    expect(issuer.kills()).toBe(KILLS);
    // The kills fell into work of every kind, and work got done between them.
    expect([...issuer.unanswered.keys()]).toEqual(expect.arrayContaining(['order', 'token', 'credential', 'cancel']));
    expect(ledgers.filter(({ credential }) => credential !== null).length).toBeGreaterThan(20);
  }, 400_000);
});
