import { describe, expect, it } from 'vitest';
import { createCardQuery, fieldsOf, parseCardQuery } from '../../../shared/protocol/card-query.ts';
import { type Group, GROUPS } from '../../../shared/protocol/presentation.ts';

const asking = (changes: Record<string, unknown>, around: Record<string, unknown> = {}) => ({
  credentials: [{ id: 'card', format: 'dc+sd-jwt', meta: { vct_values: ['urn:mleg-sim:mlegitymacja:1'] }, ...changes }],
  ...around,
});
const paths = (...list: unknown[][]) => list.map((path) => ({ path }));

describe('a query for a card', () => {
  it.each([[[]], [['card']], [['card', 'identity', 'photo']]] as (readonly Group[])[][])('comes back: %j', (groups) => {
    expect(parseCardQuery(createCardQuery(groups))).toEqual({
      ok: true,
      value: { credentialId: 'mlegitymacja', groups },
    });
  });

  it.each([
    ['nothing that can be withheld', {}, []],
    ['a group', { claims: paths(['photo']) }, ['photo']],
    ['one member, for which its whole group is shown', { claims: paths(['identity', 'birthdate']) }, ['identity']],
    [
      'members of several groups, in any order',
      { claims: paths(['photo'], ['card', 'given_name'], ['card']) },
      ['card', 'photo'],
    ],
    ['claims that are always there', { claims: paths(['iss'], ['vct'], ['exp']) }, []],
    [
      'the first set that can be met',
      {
        claims: [
          { id: 'a', path: ['nationality'] },
          { id: 'b', path: ['card'] },
          { id: 'c', path: ['photo'] },
        ],
        claim_sets: [['a', 'b'], ['b'], ['b', 'c']],
      },
      ['card'],
    ],
    ['several kinds, ours among them', { meta: { vct_values: ['urn:other', 'urn:mleg-sim:mlegitymacja:1'] } }, []],
    [
      'members nobody knows',
      { colour: 'red', multiple: true, claims: [{ path: ['card'], intent_to_retain: true }] },
      ['card'],
    ],
  ])('asks for %s', (_what, changes, groups) => {
    expect(parseCardQuery(asking(changes))).toEqual({ ok: true, value: { credentialId: 'card', groups } });
  });

  it.each([
    ['no object', 'card'],
    ['no documents', { credentials: [] }],
    ['two documents', { credentials: [...asking({}).credentials, ...asking({ id: 'b' }).credentials] }],
    ['a choice of documents', asking({}, { credential_sets: [{ options: [['card']] }] })],
    ['a document that is none', { credentials: ['card'] }],
    ['no id', asking({ id: undefined })],
    ['an id with a quote', asking({ id: 'a"b' })],
    ['another format', asking({ format: 'mso_mdoc' })],
    ['another kind', asking({ meta: { vct_values: ['urn:other'] } })],
    ['a kind that is no list', asking({ meta: { vct_values: 'urn:mleg-sim:mlegitymacja:1' } })],
    ['no meta', asking({ meta: undefined })],
    ['no claims at all', asking({ claims: [] })],
    ['33 claims', asking({ claims: paths(...new Array<string[]>(33).fill(['card'])) })],
    ['a claim nobody has', asking({ claims: paths(['card'], ['nationality']) })],
    ['a member nobody has', asking({ claims: paths(['card', 'nationality']) })],
    ['a path too deep', asking({ claims: paths(['card', 'given_name', 'x']) })],
    ['a place in a list', asking({ claims: paths(['card', 0]) })],
    ['something inside a plain claim', asking({ claims: paths(['cnf', 'jwk']) })],
    ['something inside the photo', asking({ claims: paths(['photo', 'x']) })],
    ['an empty path', asking({ claims: paths([]) })],
    ['no path', asking({ claims: [{ id: 'a' }] })],
    ['a condition', asking({ claims: [{ path: ['card', 'university'], values: ['X'] }] })],
    [
      'one id twice',
      asking({
        claims: [
          { id: 'a', path: ['card'] },
          { id: 'a', path: ['photo'] },
        ],
      }),
    ],
    ['sets without claims', asking({ claim_sets: [['a']] })],
    ['no sets', asking({ claims: [{ id: 'a', path: ['card'] }], claim_sets: [] })],
    ['an empty set', asking({ claims: [{ id: 'a', path: ['card'] }], claim_sets: [[]] })],
    ['a set of a claim that is not there', asking({ claims: [{ id: 'a', path: ['card'] }], claim_sets: [['b']] })],
    ['sets none of which can be met', asking({ claims: [{ id: 'a', path: ['x'] }], claim_sets: [['a']] })],
  ])('is refused with %s', (_what, query) => {
    expect(parseCardQuery(query)).toMatchObject({ ok: false, code: 'REQUEST_FORMAT' });
  });

  it('says which claim no card has', () => {
    expect(parseCardQuery(asking({ claims: paths(['card'], ['nationality']) }))).toMatchObject({
      detail: expect.stringContaining('nationality') as string,
    });
  });
});

describe('what a person is told', () => {
  it('is every field of every group, for a group is shown whole', () => {
    expect(fieldsOf([])).toEqual([]);
    expect(fieldsOf(['photo', 'identity'])).toEqual(['birthdate', 'pesel', 'photo']);
    expect(fieldsOf(GROUPS)).toHaveLength(10);
    expect(fieldsOf(['card'])).not.toContain('photo_digest');
  });
});
