/** Set by the build (scripts/lib/bundle.mjs) from package.json. */
declare const __APP_VERSION__: string;
