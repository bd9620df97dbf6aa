import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COUNTRY, findCrowdPerson, makeCrowdPerson, MAX_CROWD } from '../../issuer-mock/crowd/crowd-person.ts';
import { drawCrowdPortrait } from '../../issuer-mock/crowd/crowd-portrait.ts';
import { openDatabase } from '../../issuer-mock/database/open-database.ts';
import { readSeed } from '../../issuer-mock/students/seeds.ts';
import { seedStudents } from '../../issuer-mock/students/students.ts';
import { checkPhoto } from '../../shared/protocol/photo.ts';
import { isSpecimenPesel, readPesel } from '../../shared/student/pesel.ts';
import { SPECIMENS } from '../../shared/student/specimens.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import { openWorld, type World } from './world.ts';

describe('the people of the crowd', () => {
  const some = [1, 2, 3, 7299, 7300, 7301, 14_600, COUNTRY - 1, COUNTRY, MAX_CROWD].map(makeCrowdPerson);

  it('are always the same, and have impossible numbers', () => {
    expect(makeCrowdPerson(1)).toEqual({
      ...{
        id: 'crowd-0000001',
        givenName: 'Jan',
        familyName: 'Próbny',
        pesel: '10610100012',
        albumNumber: 'SYM-0000001',
      },
    });
    expect(some.filter(({ pesel }) => !isSpecimenPesel(pesel))).toEqual([]);
    for (const person of some) expect(findCrowdPerson(person.id)).toEqual(person);
    for (const id of ['crowd-1', 'crowd-0000000', 'crowd-2000001', 'crowd-0000001 '])
      expect(findCrowdPerson(id)).toBeNull();
  });

  it('have the surname of their sex', () => {
    for (const { pesel, familyName } of some) {
      expect([familyName, readPesel(pesel)?.sex]).toEqual([familyName, familyName.endsWith('a') ? 'female' : 'male']);
    }
  });

  it('share no number, with each other or with the specimens', () => {
    const people = Array.from({ length: 100_000 }, (_, at) => makeCrowdPerson(at + 1));
    const far = Array.from({ length: 10_000 }, (_, at) => makeCrowdPerson(COUNTRY - at));
    const pesels = [...people, ...far, ...SPECIMENS].map(({ pesel }) => pesel).filter((pesel) => pesel !== null);
    expect(new Set(pesels).size).toBe(pesels.length);
    const albums = [...people, ...SPECIMENS].map(({ albumNumber }) => albumNumber).filter((album) => album !== null);
    expect(new Set(albums).size).toBe(albums.length);
  });

  it('have a picture that every card can carry', () => {
    const portrait = drawCrowdPortrait();
    expect(checkPhoto(`data:image/png;base64,${portrait.toString('base64')}`).ok).toBe(true);
    expect(portrait.length).toBeLessThan(600);
  });
});

describe('a crowd in the database', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'mleg-crowd-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('goes on where seeding was broken off, and gets its new semester, except whom somebody has changed', async () => {
    const database = await openDatabase(join(folder, 'crowd.db'), NOW_MS);
    let calls = 0;
    const dying = Object.assign(Object.create(database) as typeof database, {
      batch: database.batch.bind(database),
      execute: (statement: string) => (++calls > 4 ? Promise.reject(new Error('killed')) : database.execute(statement)),
    });
    const seed = readSeed('crowd:12000') ?? undefined;
    await expect(seedStudents(dying, '2026-10-02', seed)).rejects.toThrow('killed');
    const count = async (where: string) =>
      Number((await database.execute(`SELECT count(*) FROM students WHERE ${where}`)).rows[0]?.[0]);
    expect(await count(`id LIKE 'crowd-%'`)).toBe(10_000);
    await database.execute(`UPDATE students SET version = 'changed' WHERE id = 'crowd-0000007'`);
    await seedStudents(database, '2027-04-02', seed);
    expect(await count(`id LIKE 'crowd-%'`)).toBe(12_000);
    expect(await count(`id LIKE 'crowd-%' AND els_renewed_until = '2027-10-31'`)).toBe(11_999);
    database.close();
  });

  it.each([
    ['specimens', SPECIMENS.length],
    ['default', SPECIMENS.length],
    ['empty', 0],
    ['crowd:300', SPECIMENS.length + 300],
  ])('is what --seed %s says, also after a reset', async (name, students) => {
    const world = await openWorld({ students: name });
    expect(await readAll(world)).toHaveLength(students);
    await world.staff('POST', '/api/reset');
    expect(await readAll(world)).toHaveLength(students);
    await world.stop();
  });
});

describe('a thousand students', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
    expect((await world.staff('POST', '/api/seed', { name: 'crowd:1000' })).status).toBe(204);
  });
  afterEach(() => world.stop());

  it('are read page by page, each once', async () => {
    const ids = (await readAll(world)).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([SPECIMENS.length + 1000, SPECIMENS.length + 1000]);
    const { json } = await world.staff('GET', '/api/students');
    expect([(json['students'] as unknown[]).length, json['next']]).toEqual([100, ids[99]]);
  });

  it.each([
    ['SYM-0000042', ['crowd-0000042']],
    ['sym-0000042', ['crowd-0000042']],
    ['0000042', ['crowd-0000042']],
    ['SYM-00012', ['zofia', 'hanna', 'jan', 'piotr', 'zenon', 'sylwia', 'alicja']],
    ['  zofia przykładowa ', ['zofia']],
    ['%', []],
    ["' OR 1=1", []],
  ])('are found by %s', async (search, ids) => {
    const { json } = await world.staff('GET', `/api/students?search=${encodeURIComponent(search)}`);
    expect((json['students'] as { id: string }[]).map(({ id }) => id)).toEqual(ids);
  });

  it('are not all listed on the login page, but found there', async () => {
    const { text } = await world.get('/usosweb?lang=en');
    expect(text.match(/class="person"/gu)).toHaveLength(48);
    expect(text).toContain('role="search"');
    const found = await world.get('/usosweb?lang=en&search=SYM-0000987');
    expect(found.text.match(/name="student" value="([^"]+)"/gu)).toEqual(['name="student" value="crowd-0000987"']);
    expect((await world.get('/usosweb?lang=en&search=%3Cb%3Enobody')).text).toContain('value="&lt;b&gt;nobody"');
    expect((await world.get('/usosweb/portraits/crowd-0000987.png')).bytes.equals(drawCrowdPortrait())).toBe(true);
  });
});

async function readAll(world: World): Promise<readonly { readonly id: string }[]> {
  const all: { id: string }[] = [];
  let next: string | undefined;
  do {
    const { json } = await world.staff('GET', `/api/students?limit=77${next === undefined ? '' : `&after=${next}`}`);
    all.push(...(json['students'] as { id: string }[]));
    next = json['next'] as string | undefined;
  } while (next !== undefined);
  return all;
}
