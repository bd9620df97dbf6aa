import { describe, expect, it } from 'vitest';
import { isSpecimenPesel, readPesel } from '../../../shared/student/pesel.ts';
import { findSemesterEnd } from '../../../shared/student/semester.ts';
import { SPECIMENS } from '../../../shared/student/specimens.ts';

describe('PESEL', () => {
  it.each([
    ['04651412324', { birthdate: '2204-05-14', sex: 'female' }],
    ['02672144482', { birthdate: '2202-07-21', sex: 'female' }],
    ['05710300770', { birthdate: '2205-11-03', sex: 'male' }],
    ['03610909057', { birthdate: '2203-01-09', sex: 'male' }],
    ['04651412325', null],
    ['04653212324', null],
    ['0465141232', null],
    ['046514123244', null],
    ['0465141232a', null],
    ['', null],
  ])('%s', (pesel, facts) => expect(readPesel(pesel)).toEqual(facts));

  it('knows a specimen from somebody who could exist', () => {
    // Checksum-valid numbers of the same digits in other centuries, computed here: no number of a living person is in this repository.
    const withCheckDigit = (ten: string): string => {
      const sum = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce((total, weight, at) => total + weight * Number(ten[at]), 0);
      return ten + String((10 - (sum % 10)) % 10);
    };
    expect(isSpecimenPesel(withCheckDigit('0465141232'))).toBe(true);
    for (const month of ['05', '25', '45', '85'])
      expect(isSpecimenPesel(withCheckDigit(`04${month}140000`))).toBe(false);
  });
});

describe('the specimen people', () => {
  it('are all impossible, and each other than the rest', () => {
    const pesels = SPECIMENS.map(({ pesel, laterPesel }) => pesel ?? laterPesel ?? '');
    const albumNumbers = SPECIMENS.map(({ albumNumber, laterAlbumNumber }) => albumNumber ?? laterAlbumNumber ?? '');
    expect(pesels.filter((pesel) => !isSpecimenPesel(pesel))).toEqual([]);
    expect(albumNumbers.filter((number) => !/^SYM-\d{6}$/u.test(number))).toEqual([]);
    const names = SPECIMENS.map(({ givenName, familyName }) => `${givenName} ${familyName}`);
    for (const all of [SPECIMENS.map(({ id }) => id), names, pesels, albumNumbers]) {
      expect(new Set(all).size).toBe(SPECIMENS.length);
    }
  });

  it('have the sex their name says in the PESEL', () => {
    for (const { givenName, pesel, laterPesel } of SPECIMENS) {
      const isFemale = givenName.split(' ')[0]?.endsWith('a');
      expect([givenName, readPesel(pesel ?? laterPesel ?? '')?.sex]).toEqual([givenName, isFemale ? 'female' : 'male']);
    }
  });
});

describe('the end of the semester', () => {
  it.each([
    ['2026-10-01', '2027-03-31'],
    ['2026-10-31', '2027-03-31'],
    ['2026-12-31', '2027-03-31'],
    ['2027-01-01', '2027-03-31'],
    ['2027-03-30', '2027-03-31'],
    ['2027-03-31', '2027-10-31'],
    ['2027-04-01', '2027-10-31'],
    ['2027-09-30', '2027-10-31'],
  ])('ordered on %s it runs to %s', (orderedOn, end) => expect(findSemesterEnd(orderedOn)).toBe(end));
});
