import type { ApiRoute } from '../route.ts';

/** For a shell: everything between single quotes is taken literally there. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The call as a command, with $TOKEN for the staff token. Parameters of the path stay as they are named, to be filled in. */
export function writeCurl(url: string, { method, path, isOpen, isStream, example }: ApiRoute): string {
  return [
    'curl',
    ...(isStream ? ['-N'] : []),
    ...(method === 'get' ? [] : ['-X', method.toUpperCase()]),
    ...(isOpen ? [] : ['-H', '"Authorization: Bearer $TOKEN"']),
    ...(example ? ['-H', quote('Content-Type: application/json'), '-d', quote(JSON.stringify(example))] : []),
    quote(`${url}/api${path}`),
  ].join(' ');
}
