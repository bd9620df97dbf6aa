import { ANSWER_LIFETIME_MS, type VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { CLASS_OF_VERDICT } from './verdict-class.ts';

/**
 * The answer that is looked at now, and the one place where the page keeps whom it is about. It lets go of the person when their time is
 * over, whether or not a screen shows them, and of everything when the screen is left.
 */
export class AnswerOnScreen {
  #current = $state.raw<VerifierAnswer | null>(null);
  #isPersonGone = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get current(): VerifierAnswer | null {
    return this.#current;
  }
  /** Whom it is about was here, and has been dropped. */
  get isPersonGone(): boolean {
    return this.#isPersonGone;
  }

  show(answer: VerifierAnswer): void {
    this.clear();
    this.#current = hasToHidePerson(answer) ? withoutPerson(answer) : answer;
    if (this.#current.person === null) return;
    // Whatever the clocks say, never longer than promised.
    const leftMs = Math.min(Math.max(answer.vanishesAt - Date.now(), 0), ANSWER_LIFETIME_MS);
    this.#timer = setTimeout(() => this.dropPerson(), leftMs);
  }

  /** The verdict stays. */
  dropPerson(): void {
    clearTimeout(this.#timer);
    if (!this.#current?.person) return;
    this.#current = withoutPerson(this.#current);
    this.#isPersonGone = true;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#current = null;
    this.#isPersonGone = false;
  }
}

/**
 * SECURITY: red shows no personal data, whatever arrives: of a card that must not be accepted nothing is to be read off, and a forged one
 * must not put anybody's name on the screen.
 */
export const hasToHidePerson = ({ verdict }: Pick<VerifierAnswer, 'verdict'>): boolean =>
  CLASS_OF_VERDICT[verdict] === 'bad';

const withoutPerson = (answer: VerifierAnswer): VerifierAnswer => ({ ...answer, person: null });
