import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSealedVault } from '../../host/vault/sealed-vault.ts';
import { type OpenStore, type Protection, type Sealer, type Vault, VaultUnwritable } from '../../host/vault/vault.ts';
import { SPECIMENS } from '../../shared/student/specimens.ts';

/** What one shell brings to a vault in `folder`. */
export interface VaultKind {
  readonly openStores: (folder: string) => OpenStore;
  readonly openSealer: (folder: string) => Promise<Sealer>;
  /** A sealer of another user or machine, which has not this one's key. */
  readonly openForeignSealer: (folder: string) => Promise<Sealer>;
  readonly protection: Protection;
}

const NOW = Date.parse('2026-11-22T09:00:00Z');
const SET_ASIDE = 'wallet.damaged-20261122T090000Z.json';
const DOCUMENT = { cards: SPECIMENS, key: 'a-private-key', note: 'zażółć gęślą jaźń' };

/** What every shell's vault promises (host/vault/vault.ts), one test per promise. */
export function describeVault(name: string, kind: VaultKind): void {
  describe(name, () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'mleg-vault-'));
      file = path.join(folder, 'wallet.json');
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const open = async (openSealer = kind.openSealer): Promise<Vault> =>
      openSealedVault({
        ...{ openStore: kind.openStores(folder), sealer: await openSealer(folder) },
        ...{ folder, name: 'wallet', now: () => NOW },
      });

    test('is empty at first, and says how well it protects', async () => {
      const vault = await open();
      expect([await vault.load(), vault.setAside, vault.protection]).toEqual([null, null, kind.protection]);
    });

    test('gives back what was saved last, also after it was opened anew', async () => {
      const vault = await open();
      await vault.save({ cards: [] });
      await vault.save(DOCUMENT);
      expect(await vault.load()).toEqual(DOCUMENT);
      const again = await open();
      expect([await again.load(), again.setAside]).toEqual([DOCUMENT, null]);
    });

    test.each(['null', '[]', '3', '"x"', '', '{"vault":'])(
      'sets %j aside instead of writing over it',
      async (content) => {
        writeFileSync(file, content);
        const vault = await open();
        expect([await vault.load(), vault.setAside]).toEqual([null, path.join(folder, SET_ASIDE)]);
        await vault.save(DOCUMENT);
        expect(readFileSync(path.join(folder, SET_ASIDE), 'utf8')).toBe(content);
      },
    );

    test('leaves nothing readable in any file', async () => {
      await (await open()).save(DOCUMENT);
      const written = readdirSync(folder).map((entry) => readFileSync(path.join(folder, entry), 'utf8'));
      expect(written.join('\n')).toContain('sealed');
      const readable = [
        DOCUMENT.key,
        ...SPECIMENS.flatMap(({ givenName, familyName, pesel }) => [givenName, familyName, pesel ?? givenName]),
        // A name of three letters stands in random base64 by chance now and then; one of six does not.
      ].filter((text) => text.length >= 6);
      expect(readable.filter((text) => written.some((content) => content.includes(text)))).toEqual([]);
    });

    test.skipIf(process.platform === 'win32')('lets only its user read the file', async () => {
      await (await open()).save(DOCUMENT);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    });

    test('keeps the old document when a new one cannot be written, and says which file', async () => {
      const vault = await open();
      await vault.save(DOCUMENT);
      const before = readFileSync(file);
      const undo = blockWriting(file);
      await expect(vault.save({ cards: ['lost'] })).rejects.toThrow(VaultUnwritable);
      await expect(vault.save({ cards: ['lost'] })).rejects.toMatchObject({ path: file });
      undo();
      expect(readFileSync(file)).toEqual(before);
      expect(await (await open()).load()).toEqual(DOCUMENT);
    });

    test('says the same where the key store refuses to seal', async () => {
      await (await open()).save(DOCUMENT);
      const locked = await open(async (place) => ({
        ...(await kind.openSealer(place)),
        seal: () => Promise.reject(new Error('the keychain is locked')),
      }));
      await expect(locked.save({ cards: ['lost'] })).rejects.toThrow(VaultUnwritable);
      expect(await locked.load()).toEqual(DOCUMENT);
    });

    const damages: readonly (readonly [string, (old: string) => string])[] = [
      ['torn', (old) => old.slice(0, old.length / 2)],
      ['empty', () => ''],
      ['no JSON', () => 'not json at all'],
      ['zero bytes, as after a power cut', (old) => '\0'.repeat(old.length)],
      ['of another shape', () => '{"vault":"text"}'],
      ['of a later format', (old) => old.replace('"format": 1', '"format": 2').replace('"format":1', '"format":2')],
      [
        'changed in its sealed part',
        (old) => old.replace(/("sealed":\s*")(.{8})(.)/u, (_all, a, b, c) => `${a}${b}${c === 'A' ? 'B' : 'A'}`),
      ],
    ];
    test.each(damages)('sets a file aside that is %s', async (_how, damage) => {
      await (await open()).save(DOCUMENT);
      const damaged = damage(readFileSync(file, 'utf8'));
      writeFileSync(file, damaged);
      const vault = await open();
      expect([vault.setAside, await vault.load()]).toEqual([path.join(folder, SET_ASIDE), null]);
      expect(readFileSync(path.join(folder, SET_ASIDE), 'utf8')).toBe(damaged);
      await vault.save({ cards: [] });
      expect((await open()).setAside).toBeNull();
    });

    test('sets a file aside that another user’s key has sealed', async () => {
      await (await open(kind.openForeignSealer)).save(DOCUMENT);
      const vault = await open();
      expect([vault.setAside, await vault.load()]).toEqual([path.join(folder, SET_ASIDE), null]);
      expect(existsSync(path.join(folder, SET_ASIDE))).toBe(true);
    });

    test('never sets a file over another one set aside before', async () => {
      writeFileSync(file, 'first');
      await open();
      writeFileSync(file, 'second');
      const vault = await open();
      expect(vault.setAside).toBe(path.join(folder, SET_ASIDE.replace('.json', '-2.json')));
      expect(readFileSync(path.join(folder, SET_ASIDE), 'utf8')).toBe('first');
    });
  });
}

/**
 * Makes the next write fail the way a full or foreign disk does, also for root, whom no file mode stops: the temporary file that an
 * atomic write starts with finds its folder gone and something else in its place.
 */
function blockWriting(file: string): () => void {
  const folder = path.dirname(file);
  const moved = `${folder}-moved`;
  renameSync(folder, moved);
  writeFileSync(folder, 'in the way');
  return () => {
    rmSync(folder);
    renameSync(moved, folder);
  };
}
