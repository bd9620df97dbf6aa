import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, parseJsonObject } from '../../../shared/protocol/json.ts';

describe('parseJsonObject', () => {
  it.each([
    ['{"a":1}', { ok: true, value: { a: 1 } }],
    ['{"a":{"a":{"a":"a:\\"a\\""}}}', { ok: true, value: { a: { a: { a: 'a:"a"' } } } }],
    ['{"a":["a","a"],"b":"a"}', { ok: true, value: { a: ['a', 'a'], b: 'a' } }],
    ['[{"a":1}]', { ok: false, why: 'not-an-object' }],
    ['null', { ok: false, why: 'not-an-object' }],
    ['"a"', { ok: false, why: 'not-an-object' }],
    ['', { ok: false, why: 'not-json' }],
    ['{"a":1,}', { ok: false, why: 'not-json' }],
    ['{"a":1}x', { ok: false, why: 'not-json' }],
    ['{"a":1,"a":1}', { ok: false, why: 'duplicate' }],
    ['{"a":1,"b":{},"a":2}', { ok: false, why: 'duplicate' }],
    ['{"b":{"a":1,"a":2}}', { ok: false, why: 'duplicate' }],
    ['{"b":[{"a":1},{"a":1,"\\u0061":2}]}', { ok: false, why: 'duplicate' }],
    ['{"__proto__":{}}', { ok: false, why: 'duplicate' }],
    ['{"\\u005f_proto__":{}}', { ok: false, why: 'duplicate' }],
    ['{"a\\\\":1,"a":2}', { ok: true, value: { 'a\\': 1, a: 2 } }],
    ['{"a\\\\":1,"a\\\\":2}', { ok: false, why: 'duplicate' }],
    ['{"a\\\\\\":\\"":1,"a":2}', { ok: true, value: { 'a\\":"': 1, a: 2 } }],
    ['{"a":"\\\\\\"a\\":","b":2}', { ok: true, value: { a: '\\"a":', b: 2 } }],
    [`{"a":${'['.repeat(16)}${']'.repeat(16)}}`, { ok: false, why: 'too-deep' }],
  ])('%s', (text, expected) => {
    expect(parseJsonObject(text)).toEqual(expected);
  });

  it('agrees with JSON.parse on every object a serializer writes', () => {
    const object = fc.dictionary(
      fc.string().filter((name) => name !== '__proto__'),
      fc.jsonValue({ maxDepth: 4 }),
    );
    fc.assert(
      fc.property(object, (value) => {
        const text = JSON.stringify(value);
        if (text.includes('__proto__')) return;
        expect(parseJsonObject(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('never throws, and takes hostile nesting in its stride', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void parseJsonObject(text)));
    expect(parseJsonObject('{"a":'.repeat(200_000))).toEqual({ ok: false, why: 'too-deep' });
  });
});

describe('decodeUtf8', () => {
  it.each([
    [[0xc3], null],
    [[0xff, 0xfe], null],
    [[0xc0, 0x80], null],
    [[0xed, 0xa0, 0x80], null],
    [[0xc5, 0x82], 'ł'],
    [[0xef, 0xbb, 0xbf, 0x7b], '\ufeff{'],
  ])('%j', (bytes, text) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
  });
});
