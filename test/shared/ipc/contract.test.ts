import { describe, expect, it, vi } from 'vitest';
import { answerCall } from '../../../shared/ipc/answer-call.ts';
import { type Handlers, parsePush } from '../../../shared/ipc/contract.ts';
import { count, flag, list, nothing, nullable, object, oneOf, text } from '../../../shared/shape.ts';

describe('shapes', () => {
  const person = object({
    name: text(5),
    age: nullable(count),
    kind: oneOf(['a', 'b']),
    tags: list(text(3), 2),
    isOn: flag,
  });
  const good = { name: 'Jan', age: null, kind: 'a', tags: ['x'], isOn: true };

  it('give back what they know and drop the rest', () => {
    expect(person.parse({ ...good, extra: 1, __proto__: { evil: true } })).toEqual({ value: good });
    expect(nothing.parse(undefined)).toEqual({ value: null });
  });

  it.each([
    ['a text that is too long', { ...good, name: 'Janina' }],
    ['a number as text', { ...good, name: 5 }],
    ['a negative count', { ...good, age: -1 }],
    ['a fraction', { ...good, age: 0.5 }],
    ['an unknown choice', { ...good, kind: 'c' }],
    ['too many members', { ...good, tags: ['x', 'y', 'z'] }],
    ['a list of the wrong thing', { ...good, tags: [1] }],
    ['a flag as text', { ...good, isOn: 'true' }],
    ['a missing member', { name: 'Jan' }],
    ['an inherited member', Object.create(good)],
    ['null', null],
    ['a list', []],
  ])('refuse %s', (_what, value) => expect(person.parse(value)).toBeNull());
});

describe('answering a call', () => {
  const signIn = vi.fn(() => Promise.resolve({ ok: true, value: null } as const));
  const handlers = { 'wallet.sign-in': signIn } as unknown as Handlers;

  it('runs the handler on the parsed argument only', async () => {
    const answer = await answerCall(
      handlers,
      'wallet.sign-in',
      { givenName: 'Jan', familyName: 'Testowy', admin: true },
      vi.fn(),
    );
    expect(answer).toEqual({ ok: true, value: null });
    expect(signIn).toHaveBeenCalledExactlyOnceWith({ givenName: 'Jan', familyName: 'Testowy' });
  });

  it.each([
    ['wallet.sign-in', { givenName: 'Jan' }, 'CALL_ARGUMENT'],
    ['wallet.steal', {}, 'CALL_UNKNOWN'],
    ['constructor', {}, 'CALL_UNKNOWN'],
    ['__proto__', {}, 'CALL_UNKNOWN'],
    [null, {}, 'CALL_UNKNOWN'],
  ])('refuses %s with %j as %s', async (name, argument, code) => {
    expect(await answerCall(handlers, name, argument, vi.fn())).toMatchObject({ ok: false, code });
  });

  it('keeps an error inside, and reports it there', async () => {
    const secret = new Error('token abc');
    const faulty = { 'wallet.sign-out': () => Promise.reject(secret) } as unknown as Handlers;
    const report = vi.fn();
    const answer = await answerCall(faulty, 'wallet.sign-out', null, report);
    expect(answer).toEqual({ ok: false, code: 'HOST_FAULT', detail: 'wallet.sign-out' });
    expect(report).toHaveBeenCalledExactlyOnceWith('wallet.sign-out', secret);
  });
});

describe('a push', () => {
  const university = { state: 'running', url: 'http://127.0.0.1:1', detail: null };
  it.each([
    [
      { name: 'university.changed', value: university },
      { name: 'university.changed', value: university },
    ],
    [{ name: 'university.changed', value: { ...university, state: 'odd' } }, null],
    [{ name: 'toString', value: {} }, null],
    [null, null],
    ['text', null],
  ])('%j', (message, parsed) => expect(parsePush(message)).toEqual(parsed));
});
