/** Fails when package-lock.json lacks an optional package: `npm ci` would then refuse to run on other platforms. */
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** Looks for a package where Node would: beside the one that wants it, then ever further up. */
function isLocked(wantedBy, name) {
  for (let place = wantedBy; ; ) {
    if (packages[`${place && `${place}/`}node_modules/${name}`]) return true;
    if (!place) return false;
    place = place.slice(0, Math.max(place.lastIndexOf('node_modules/') - 1, 0));
  }
}

const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isLocked(place, name))
    .map(([name, version]) => `${place.replace(/^node_modules\//, '')} wants ${name}@${version}`),
);
for (const line of missing) console.error(`package-lock.json is incomplete: ${line}`);
process.exitCode = missing.length ? 1 : 0;
