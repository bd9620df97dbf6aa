import { html } from 'hono/html';
import type { Refusal } from '../../shared/student/eligibility.ts';
import { REFUSAL_TEXTS } from '../../shared/student/refusal-texts.ts';
import type { Issuer } from '../issuer.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import { listStudents, type Student } from '../students/students.ts';
import type { Html } from './html.ts';
import type { PageContext } from './page-context.ts';

/** Somebody to log in as, and what stands against an order of theirs. */
export interface Choice {
  readonly student: Student;
  readonly refusals: readonly Refusal[];
}

export interface Choices {
  readonly people: readonly Choice[];
  /** What was searched for; empty where nothing was. */
  readonly search: string;
  readonly hasMore: boolean;
}

const SHOWN = 48;
const MAX_SEARCH = 100;

/** A country has too many to show: the first of them, or of those that were searched for. */
export async function listChoices(issuer: Issuer, search = ''): Promise<Choices> {
  const text = search.slice(0, MAX_SEARCH);
  const { students, hasMore } = await listStudents(issuer.database, { search: text, limit: SHOWN });
  const people = students.map((student) => ({ student, refusals: findRefusalsNow(issuer, student) }));
  return { people, search: text, hasMore };
}

/** One button per specimen student, those who may order first. */
export function renderLoginForm(context: PageContext, choices: Choices, action: string): Html {
  const { wording } = context;
  const { people, search, hasMore } = choices;
  return html`${(hasMore || search !== '') && renderSearch(context, search, action.replace(/\/login$/u, ''))}
  ${people.length > 0 ? renderPeople(context, people, action) : html`<p class="lead" role="status">${wording.nobodyFound}</p>`}
  ${hasMore && html`<p class="lead">${wording.moreStudents}</p>`}`;
}

/** Only where there are more students than fit on the page. */
const renderSearch = ({ wording }: PageContext, search: string, action: string): Html =>
  html`<form method="get" action="${action}" role="search" class="search">
    <label for="search">${wording.searchStudents}</label>
    <input id="search" type="search" name="search" value="${search}" maxlength="${MAX_SEARCH}" autocomplete="off" />
    <button>${wording.search}</button>
  </form>`;

function renderPeople(context: PageContext, choices: readonly Choice[], action: string): Html {
  const { wording } = context;
  const [may, mayNot] = [choices.filter(({ refusals }) => refusals.length === 0), choices.filter(hasRefusals)];
  return html`<form method="post" action="${action}">
    <h2 id="may-order">${wording.mayOrder}</h2>
    <ul class="people" aria-labelledby="may-order">
      ${may.map((choice) => renderChoice(context, choice))}
    </ul>
    <h2 id="may-not-order">${wording.mayNotOrder}</h2>
    <p class="lead">${wording.mayNotOrderLead}</p>
    <ul class="people people-small" aria-labelledby="may-not-order">
      ${mayNot.map((choice) => renderChoice(context, choice))}
    </ul>
  </form>`;
}

const hasRefusals = ({ refusals }: Choice): boolean => refusals.length > 0;

function renderChoice({ wording, language }: PageContext, { student, refusals }: Choice): Html {
  const { id, givenName, familyName, albumNumber, hasPhoto } = student;
  const labels = refusals.map((refusal) => REFUSAL_TEXTS[language][refusal].label);
  return html`<li>
    <button class="person" name="student" value="${id}">
      ${
        hasPhoto
          ? html`<img src="/usosweb/portraits/${id}.png" alt="" width="72" height="96" />`
          : html`<span class="no-portrait" aria-hidden="true">?</span>`
      }
      <span class="person-text">
        <span class="visually-hidden">${wording.loginAs}</span>
        <span class="person-name">${givenName} ${familyName}</span>
        ${
          albumNumber !== null &&
          html`<span class="person-album"
            ><span class="visually-hidden">${wording.albumNumber}</span> ${albumNumber}</span
          >`
        }
        ${labels.length > 0 && html`<span class="person-refusal">${labels.join(' · ')}</span>`}
      </span>
    </button>
  </li>`;
}
