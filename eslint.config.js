import { fileURLToPath } from 'node:url';
import { defineConfig, globalIgnores, includeIgnoreFile } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** What no file here does, each with the sentence its author reads. `no-restricted-syntax` takes one list per file, so lists are joined below. */
const HOUSE_SYNTAX = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Name what you export: a default export has another name in every file.',
  },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file that has it.' },
  {
    selector:
      ':matches(ImportDeclaration, ImportExpression)[source.value=/^\\.{1,2}\\u002F(?!.*\\.(ts|mjs|svelte|json|css)(\\?[\\w&=]+)?$)/]',
    message: 'Write the whole file name, with its ending: that is what the runtime resolves.',
  },
  { selector: 'TSInterfaceDeclaration[id.name=/^I[A-Z]/]', message: 'No I-prefix.' },
];
const SAFE_STORAGE_SYNTAX = {
  selector: 'Identifier[name="safeStorage"]',
  message: 'SECURITY: electron/sealer.ts alone touches safeStorage, so that one file shows how keys are wrapped.',
};
const TEST_SYNTAX = [
  {
    selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(mock|doMock|hoisted)$/]',
    message: 'No module mocks: give the function what it needs as an argument.',
  },
  {
    selector: 'CallExpression[callee.name=/^(it|test|describe)$/] > ObjectExpression > Property[key.name="retry"]',
    message: 'No retries: a test that sometimes passes is a bug report.',
  },
  {
    selector:
      'AwaitExpression > NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"][arguments.1.type="Literal"]',
    message: 'No sleeps: wait for what you are waiting for.',
  },
  {
    selector: 'CallExpression[callee.property.name="waitForTimeout"]',
    message: 'No sleeps: wait for what you are waiting for.',
  },
];

/** @param {object[]} lists */
const restrictSyntax = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] });

export default defineConfig(
  includeIgnoreFile(fileURLToPath(new URL('.gitignore', import.meta.url))),
  globalIgnores(['test/architecture/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    name: 'every file',
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-console': 'off',
      'no-eval': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-fallthrough': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'no-useless-assignment': 'error',
      'no-control-regex': 'off',
      'no-misleading-character-class': 'error',
      'no-async-promise-executor': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      // Their names are short words one writes by mistake for a variable of one's own.
      'no-restricted-globals': [
        'error',
        'event',
        'name',
        'status',
        'length',
        'find',
        'open',
        'close',
        'confirm',
        'alert',
        'prompt',
      ],
    },
  },
  {
    name: 'TypeScript',
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      ...restrictSyntax(HOUSE_SYNTAX, SAFE_STORAGE_SYNTAX),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and booleans read well in a sentence; what must not slip in is an object.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `return void x` and `() => x()` say the same; neither hides a fault.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // A database value may be bytes by its type; the schema says which columns are text.
      '@typescript-eslint/no-base-to-string': [
        'error',
        { ignoredTypeNames: ['ArrayBuffer', 'Error', 'RegExp', 'URL'] },
      ],
      // Alphabets and digits are taken apart here, not people's names.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/prefer-regexp-exec': 'off',
      // Handlers and ports are asynchronous by contract, whether this one has anything to wait for or not.
      '@typescript-eslint/require-await': 'off',
      // Claims and headers are read as `claims['iss']`: the compiler asks for brackets where a name is not declared.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true }, ignoreConditionalTests: true },
      ],
    },
  },
  { name: 'the file that touches safeStorage', files: ['electron/sealer.ts'], rules: restrictSyntax(HOUSE_SYNTAX) },
  {
    name: 'what runs in Node',
    files: ['issuer-mock/**', 'host/**', 'electron/**', 'cli/**', 'test/**', 'scripts/**', '*.{js,cjs,ts}'],
    languageOptions: { globals: globals.node },
  },
  {
    name: 'the page',
    files: ['renderer/**'],
    extends: [svelte.configs.recommended, svelte.configs.prettier],
    languageOptions: { globals: globals.browser },
  },
  {
    name: 'Svelte components',
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // SECURITY: the page draws what strangers wrote; text stays text.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-unused-svelte-ignore': 'error',
      // `let { a, b = 1 } = $props()` and `let x = $state()` are assigned by the compiler.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      'no-useless-assignment': 'off',
    },
  },
  {
    name: 'tests',
    files: ['test/**/*.ts'],
    rules: {
      ...restrictSyntax(HOUSE_SYNTAX, TEST_SYNTAX),
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'pixels',
    files: ['scan/**'],
    // Every index here is computed from a width and a height; a check at each access would cost more than the work itself.
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  { name: 'scripts', files: ['scripts/**/*.mjs'], rules: restrictSyntax(HOUSE_SYNTAX) },
  { name: 'tool configs', files: ['*.config.{js,ts}'], rules: { 'no-restricted-syntax': 'off' } },
  { name: 'CommonJS', files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
