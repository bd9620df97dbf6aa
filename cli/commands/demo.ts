import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CardView } from '../../shared/ipc/views.ts';
import { viewCard } from '../../shared/wallet/view-card.ts';
import { createSendHttp } from '../../host/network/send-http.ts';
import type { OpenWallet } from '../../host/wallet/open-wallet.ts';
import { readArguments } from '../arguments.ts';
import { openCliWallet } from '../cli-wallet.ts';
import { type MockUniversity, startMockUniversity } from '../demo/mock-university.ts';
import { verifyStoredCard } from '../demo/verify-stored-card.ts';
import { StepFailed, Walk } from '../demo/walk.ts';
import { CouldNotRun, EXIT, type ExitCode, UsageError } from '../exit.ts';
import { colour, type Streams, writeJson } from '../output.ts';
import { BUILT_ISSUER } from '../places.ts';
import { publicFields } from '../public-fields.ts';
import { drawQrImage } from '../qr-image.ts';
import { readOnlyCode } from '../pictures/read-codes.ts';

export const DEMO_USAGE = `mleg-sim demo [--slow] [--keep DIR] [--json]

Walks the whole path without a window: starts a mock university, orders a card, draws its QR code to a PNG, reads that PNG,
checks the code, redeems it, stores the card, opens the wallet anew and verifies what is in it.
  --slow      let the order wait its few seconds
  --keep DIR  keep the database, the PNG and the wallet in DIR
Exit: 0 only if the card was stored and verified.`;

interface Order {
  readonly id: string;
  readonly qr: string;
  readonly code: string;
}

export async function runDemo(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    slow: { type: 'boolean', default: false },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (positionals.length > 0) throw new UsageError(`demo takes no "${positionals[0]}"`);
  const walk = new Walk(({ id, ok, ms, detail }) => {
    if (values.json) return;
    streams.out(
      `${colour(streams, ok ? 32 : 31, ok ? '✓' : '✗')} ${id.padEnd(12)} ${`${ms} ms`.padStart(10)}  ${detail}`,
    );
  });
  const folder =
    values.keep === undefined ? mkdtempSync(path.join(tmpdir(), 'mleg-sim-demo-')) : makeEmptyFolder(values.keep);
  const card = await walkWholePath(walk, folder, values.slow).finally(() => {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  });
  const isDone = card !== null;
  if (values.json) writeJson(streams, { ok: isDone, steps: walk.steps, card: card && publicFields(card) });
  else streams.out(isDone ? 'The card is stored and verified.' : 'The path broke off.');
  return isDone ? EXIT.yes : EXIT.no;
}

/** A kept folder starts empty: an order left over in it would not be this demonstration's. */
function makeEmptyFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new CouldNotRun(`--keep ${folder}: this folder is not empty`);
  return folder;
}

async function walkWholePath(walk: Walk, folder: string, isSlow: boolean): Promise<CardView | null> {
  let university: MockUniversity | null = null;
  try {
    university = await walk.step('issuer', async () => {
      const db = path.join(folder, 'university.db');
      const options = ['--port', '0', '--db', db, ...(isSlow ? [] : ['--fast'])];
      const started = await startMockUniversity(
        BUILT_ISSUER,
        options,
        randomBytes(24).toString('base64url'),
        createSendHttp(),
      );
      return [started, `mock university at ${started.url}`];
    });
    const order = await orderCard(walk, university);
    const qr = await drawAndRead(walk, folder, order.qr);
    const walletFolder = path.join(folder, 'wallet');
    const card = await activate(walk, walletFolder, university, qr, order.code);
    await walk.step('collected', async () => {
      const { state } = (await university?.call('GET', `/api/orders/${order.id}`)) ?? {};
      if (state !== 'collected') throw new Error(`the order is ${String(state)}`);
      return [null, 'the university shows „Odebrana”'];
    });
    return await reopenAndVerify(walk, walletFolder, card.id);
  } catch (error) {
    if (error instanceof StepFailed) return null;
    throw error;
  } finally {
    await university?.stop();
  }
}

async function orderCard(walk: Walk, university: MockUniversity): Promise<Order> {
  const id = await walk.step('order', async () => {
    const { id } = await university.call('POST', '/api/orders', { student: 'zofia' });
    if (typeof id !== 'string') throw new Error('the order has no id');
    return [id, 'Zofia Przykładowa ordered an mLegitymacja'];
  });
  return walk.step('ready', async () => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const { state, qr, activation_code: code } = await university.call('GET', `/api/orders/${id}`);
      if (state === 'ready' && typeof qr === 'string' && typeof code === 'string') {
        return [{ id, qr, code }, `„Do odbioru”: QR of ${qr.length} characters, code of ${code.length}`];
      }
      if (state !== 'waiting' && state !== 'processing') throw new Error(`the order is ${String(state)}`);
      if (Date.now() > deadline) throw new CouldNotRun('the order was not ready within a minute');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
}

async function drawAndRead(walk: Walk, folder: string, qr: string): Promise<string> {
  const file = path.join(folder, 'activation-qr.png');
  await walk.step('qr-drawn', async () => {
    const image = await drawQrImage(qr);
    writeFileSync(file, image);
    return [null, `${path.basename(file)}, ${image.length} bytes`];
  });
  return walk.step('qr-read', async () => {
    const { text } = await readOnlyCode(readFileSync(file));
    if (text !== qr) throw new Error(text === null ? 'no QR code was found in the PNG' : 'another text was read');
    return [text, 'the PNG gives back the same text'];
  });
}

async function activate(
  walk: Walk,
  folder: string,
  university: MockUniversity,
  qr: string,
  code: string,
): Promise<CardView> {
  const wallet = await openDemoWallet(folder);
  const opened = await walk.step('qr-checked', async () => {
    await wallet.trust.trust({ issuer: university.url, name: 'mock university', anchor: university.anchor });
    const answer = await wallet.desk.open(qr, 'image');
    if (!answer.ok) throw new Error(`${answer.code} ${answer.detail ?? ''}`);
    return [answer.value, `every check holds; the issuer is ${answer.value.issuerHost}`];
  });
  return walk.step('redeemed', async () => {
    const answer = await wallet.desk.redeem(opened.activationId, code);
    if (!answer.ok) throw new Error(`${answer.code} ${answer.detail ?? ''}`);
    if (answer.value.kind !== 'added') throw new Error('the card was promised for later, although the order is ready');
    const { card } = answer.value;
    return [card, `card ${card.cardNumber}, valid until ${card.validUntil}, stored`];
  });
}

async function reopenAndVerify(walk: Walk, folder: string, cardId: string): Promise<CardView> {
  const stored = await walk.step('reopened', async () => {
    const wallet = await openDemoWallet(folder);
    const card = wallet.file.document.cards.find(({ id }) => id === cardId);
    if (!card) throw new Error('the card is not in the wallet');
    return [{ wallet, card }, 'the wallet, opened anew, still has the card'];
  });
  await walk.step('verified', async () => [null, await verifyStoredCard(stored.card, stored.wallet.trust)]);
  return viewCard(stored.card, Date.now());
}

const openDemoWallet = (folder: string): Promise<OpenWallet> =>
  openCliWallet(
    folder,
    () => undefined,
    (file) => {
      throw new Error(`a damaged wallet was set aside: ${file}`);
    },
  );
