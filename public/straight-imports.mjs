import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../node_modules');
const PACKAGES = ['@mantine/core', '@mantine/notifications'].map((name) => {
  const root = join(FOLDER, name, 'esm');
  const from = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*(["'])${name}\\2;?`, 'g');
  return { name, root, from, files: filesOf(readFileSync(join(root, 'index.mjs'), 'utf8')) };
});

/**
 * Imports components from their own files instead of the package's list of all. A page that names the list gets
 * everything of it that any of its parts uses, also what comes on demand.
 */
export function straightImports() {
  return {
    name: 'straight-imports',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.(?:tsx?|mjs)$/.test(id)) return null;
      const direct = PACKAGES.reduce((text, found) => straight(text, id, found), code);
      return direct === code ? null : { code: direct, map: null };
    },
  };
}

function straight(code, id, { name, root, from, files }) {
  if (id.startsWith(root) || !code.includes(name)) return code;
  const one = (wanted) => {
    const file = files.get(wanted.split(/\s+as\s+/)[0]);
    if (!file) throw new Error(`${name} has no ${wanted}`);
    return `import { ${wanted} } from ${JSON.stringify(file.startsWith('.') ? join(root, file) : file)};`;
  };
  return code.replace(from, (_all, list) => values(list).map(one).join(''));
}

function values(list) {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && !name.startsWith('type '));
}

/** Where each name that the package exports comes from. */
function filesOf(index) {
  const imports = index.matchAll(/import \{([^}]*)\} from "([^"]+)";/g);
  return new Map([...imports].flatMap(([, list, file]) => values(list).map((name) => [name, file])));
}
