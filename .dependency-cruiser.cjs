// Who may import whom (docs/contributing.md). Each rule has a fixture in test/architecture/fixtures that breaks it and nothing else.

/** The product's own folders, as opposed to test/ and scripts/. */
const PRODUCT = '^(shared|scan|issuer-mock|host|electron|renderer|cli)/';

/** @param {string[]} names packages from npm */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const ANY_NPM = '(^|/)node_modules/';

/**
 * A folder may import its own files, the listed folders and the listed packages.
 * @param {string} folder
 * @param {{ folders?: string[], packages?: string[], mayUseNode?: boolean }} allowed
 */
const only = (folder, { folders = [], packages = [], mayUseNode = false }) => ({
  from: { path: `^${folder}/` },
  to: {
    pathNot: [...[folder, ...folders].map((name) => `^${name}/`), ...(packages.length > 0 ? [npm(...packages)] : [])],
    ...(mayUseNode ? { dependencyTypesNot: ['core'] } : {}),
  },
});

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'shared-no-node',
    comment:
      'shared/ runs in browsers and in Node alike: files, hashes and clocks come in as functions (shared/protocol/ports.ts).',
    severity: 'error',
    from: { path: '^shared/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'shared-is-pure',
    comment: 'shared/ is what all sides agree on: it knows none of them, and of the npm packages only jose.',
    severity: 'error',
    ...only('shared', { packages: ['jose'], mayUseNode: true }),
  },
  {
    name: 'verifier-no-wallet-issuer',
    comment:
      'A verifier may trust only the token and its own trust list, so it must not be able to ask those who made the token.',
    severity: 'error',
    from: { path: '^shared/verifier/' },
    to: { path: '^(shared/wallet|issuer-mock)/' },
  },
  {
    name: 'scan-is-pure',
    comment:
      'Reading codes out of pictures is the same in a worker, in Node and in a test: pixels come in, texts go out. Of npm only the decoders.',
    severity: 'error',
    ...only('scan', { packages: ['jsqr', 'zxing-wasm'] }),
  },
  {
    name: 'issuer-mock-alone',
    comment:
      'The mock university is a program of its own that others reach over HTTP; it shares the protocol and nothing else.',
    severity: 'error',
    from: { path: '^issuer-mock/' },
    to: { path: `${PRODUCT}|^(test|scripts)/`, pathNot: '^(issuer-mock|shared)/' },
  },
  {
    name: 'issuer-mock-packages',
    comment: 'The mock starts in under 700 ms; a new package is a decision, taken here.',
    severity: 'error',
    from: { path: '^issuer-mock/' },
    to: {
      path: ANY_NPM,
      pathNot: npm('hono', '@hono/node-server', '@libsql/client', 'qrcode', '@types/qrcode', 'pngjs', 'jose', 'zod'),
    },
  },
  {
    name: 'host-no-issuer-mock',
    comment:
      'The host starts the mock as a process, by the path of its built file: what it learns from it, it learns over HTTP.',
    severity: 'error',
    from: { path: '^host/' },
    to: { path: '^issuer-mock/' },
  },
  {
    name: 'host-no-shells',
    comment: 'The host is the same in all shells, so it knows none of them, nor the page.',
    severity: 'error',
    from: { path: '^host/' },
    to: { path: '^(electron|renderer|cli|test|scripts)/' },
  },
  {
    name: 'host-packages',
    comment: 'What guards keys and files stays small: Node, jose for signatures, conf for files.',
    severity: 'error',
    from: { path: '^host/' },
    to: { path: ANY_NPM, pathNot: npm('jose', 'conf') },
  },
  {
    name: 'electron-only-shell',
    comment: 'electron/ opens a window on the host and nothing else: no protocol, no page, no mock.',
    severity: 'error',
    from: { path: '^electron/' },
    to: {
      pathNot: ['^(electron|host|shared/ipc)/', npm('electron', 'electron-store', '@types/node')],
      dependencyTypesNot: ['core'],
    },
  },
  {
    name: 'only-electron-imports-electron',
    comment:
      'Importing electron in plain Node starts a download and throws, so nothing that is tested in Node may reach it. Types cost nothing.',
    severity: 'error',
    from: { pathNot: '^electron/' },
    to: { path: npm('electron'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'electron-store-one-file',
    comment: 'One file touches electron-store, so that one file shows that nothing but settings and ciphertext go in.',
    severity: 'error',
    from: { path: PRODUCT, pathNot: '^electron/vault-store\\.ts$' },
    to: { path: npm('electron-store') },
  },
  {
    name: 'renderer-no-node',
    comment: 'The page runs in a sandbox without Node.',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'renderer-no-host-electron',
    comment: 'The page draws and asks; the contract of shared/ipc is its only way to the other side.',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: '^(host|electron|issuer-mock|cli|test|scripts)/' },
  },
  {
    name: 'renderer-packages',
    comment:
      'Everything here is downloaded and run with the person watching: svelte, a QR writer, a barcode writer and the program of a QR reader (scan/ has the readers).',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: ANY_NPM, pathNot: npm('svelte', 'zxing-wasm', 'qrcode', '@types/qrcode', 'jsbarcode', 'vite') },
  },
  {
    name: 'cli-only-host-shared',
    comment: 'The command line is one more thin way to reach the host.',
    severity: 'error',
    ...only('cli', {
      folders: ['host', 'shared', 'scan'],
      packages: ['qrcode', '@types/qrcode', 'sharp'],
      mayUseNode: true,
    }),
  },
  {
    name: 'peers-only-in-interop',
    comment:
      'Independent implementations are peers in tests and in measurements: none of them may become the product’s own verifier or issuer.',
    severity: 'error',
    from: { pathNot: '^(test/interop|test/bench|scripts/bench)/' },
    to: { path: npm('@openid4vc/[^/]+', '@sd-jwt/[^/]+', 'dcql') },
  },
  {
    name: 'scripts-stand-alone',
    comment:
      'scripts/ runs before anything is installed or built: Node only. Tools that an install brings are imported when they are needed.',
    severity: 'error',
    from: { path: '^scripts/', pathNot: '^scripts/lib/bundle\\.mjs$' },
    to: { pathNot: ['^scripts/'], dependencyTypesNot: ['core', 'dynamic-import', 'type-import', 'jsdoc'] },
  },
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one file, or hide a third.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolvable',
    comment:
      'An import that leads nowhere would escape every other rule. The one named here is vite’s to resolve, which fails the build if it cannot.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '^zxing-wasm/reader/zxing_reader\\.wasm\\?url$' },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^dist/', '^test/architecture/fixtures/', '^release/'] },
    // Types are imports too: a type of the wallet in the verifier is knowledge of the wallet.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default', 'svelte', 'browser'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.svelte.ts', '.json', '.d.ts'],
    },
  },
};
