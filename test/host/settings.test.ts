import { describe, expect, it } from 'vitest';
import { readSettings } from '../../host/settings.ts';

const store = (saved: unknown) => ({ path: '', get: () => saved, set: () => undefined });
const first = { language: 'pl', theme: 'system', hasSound: true, allowsHttp: false };

describe('settings', () => {
  it('of an older program stand, and what has come since is as at a first start', () => {
    const saved = { language: 'en', theme: 'dark', hasSound: false };
    expect(readSettings(store(saved), 'pl')).toEqual({ ...saved, allowsHttp: false });
  });

  it.each([undefined, null, 'nonsense', [], { theme: 'pink' }])(
    'that cannot be read, %j, are those of a first start',
    (saved) => expect(readSettings(store(saved), 'pl')).toEqual(first),
  );
});
