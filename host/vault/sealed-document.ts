import { type Vault, VaultUnwritable } from './vault.ts';

/** How a document of one kind lies in its vault. */
export interface DocumentForm<Document> {
  /** What it is called in messages: "the wallet". */
  readonly name: string;
  readonly empty: () => Document;
  /** Null for a document of a newer program. */
  readonly parse: (value: unknown) => Document | null;
  readonly write: (document: Document) => unknown;
}

/** A document in its vault. Changes run one after another, each on the outcome of the one before. */
export class SealedDocument<Document> {
  readonly #vault: Vault;
  readonly #form: DocumentForm<Document>;
  #document: Document;
  #last: Promise<unknown> = Promise.resolve();
  readonly #onChange: (document: Document) => void;

  private constructor(
    vault: Vault,
    form: DocumentForm<Document>,
    document: Document,
    onChange: (document: Document) => void,
  ) {
    this.#vault = vault;
    this.#form = form;
    this.#document = document;
    this.#onChange = onChange;
  }

  /** Throws where the vault holds a document of a newer program: better not to start than to lose what it knows. */
  static async open<Document>(
    vault: Vault,
    form: DocumentForm<Document>,
    onChange: (document: Document) => void,
  ): Promise<SealedDocument<Document>> {
    const saved = await vault.load();
    const document = saved === null ? form.empty() : form.parse(saved);
    if (!document) throw new Error(`${form.name} was written by a newer version of this program; nothing was changed`);
    return new SealedDocument(vault, form, document, onChange);
  }

  get document(): Document {
    return this.#document;
  }

  /** Saves first, then counts: a change that could not be written, or not read again (VaultUnwritable), has not happened. */
  change(step: (document: Document) => Document): Promise<Document> {
    const run = async (): Promise<Document> => {
      const next = step(this.#document);
      if (next !== this.#document) {
        const written = this.#form.write(next);
        // What cannot be read again would lock everything in at the next start.
        if (!this.#form.parse(written))
          throw new VaultUnwritable(this.#form.name, new RangeError('the document has members that cannot be read'));
        await this.#vault.save(written);
        this.#document = next;
        this.#onChange(next);
      }
      return next;
    };
    const result = this.#last.then(run, run);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
