/** Imports run one way: realtime → features → auth → mail → people → database → core → contract ← public. */
const LAYERS = [
  ['contract', 'contract'],
  ['core', 'core'],
  ['database', 'database'],
  ['people', 'customers|employees|teams|roles|shops'],
  ['mail', 'mail'],
  ['auth', 'auth'],
];
const below = LAYERS.map(([, folders]) => folders);
const browserOnly = (folders, forbidden) => ({
  from: { path: `^public/(${folders})/` },
  to: { path: forbidden },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...LAYERS.map(([name, folders], index) => ({
      name: `${name}-imports-only-below`,
      severity: 'error',
      from: { path: `^src/(${folders})/` },
      to: { path: '^src/', pathNot: `^src/(${below.slice(0, index + 1).join('|')})/` },
    })),
    {
      name: 'nobody-imports-the-top',
      comment: 'Features, and whatever lies below them, know neither the sockets nor what puts the service together.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/(realtime|health)/' },
      to: { path: '^src/((realtime|health)/|[^/]+$)' },
    },
    {
      name: 'chats-know-conversations-not-the-reverse',
      severity: 'error',
      from: { path: '^src/conversations/' },
      to: { path: '^src/(chats|tickets)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Entities may refer to each other in a circle, and so may types.',
      severity: 'error',
      from: { pathNot: '\\.entity\\.ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'production-needs-no-development-package',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration must do tomorrow what it did the day it was written; all.ts lists them.',
      severity: 'error',
      from: { path: '^migrations/', pathNot: '^migrations/all\\.ts$' },
      to: { pathNot: '^migrations/columns|node_modules/typeorm/' },
    },
    {
      name: 'browser-knows-the-contract-only',
      severity: 'error',
      from: { path: '^public/' },
      to: { path: '^(src|migrations|test)/', pathNot: '^src/contract/' },
    },
    {
      name: 'browser-takes-types-from-the-contract',
      comment:
        'Its classes carry validators that must not reach the browser; limits and permissions are plain constants.',
      severity: 'error',
      from: { path: '^public/', pathNot: '\\.spec\\.tsx?$' },
      to: {
        path: '^src/contract/',
        pathNot: '^src/contract/(limits|permissions)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'browser-core-has-no-framework',
      severity: 'error',
      ...browserOnly('core', '^public/(?!core/)|node_modules/(preact|react|react-dom|@mantine|@tanstack|@tabler)/'),
    },
    {
      name: 'widget-has-no-react',
      severity: 'error',
      ...browserOnly(
        'widget|loader',
        '^public/(?!(core|messages|widget|loader)/)|node_modules/(react|react-dom|@mantine|@tanstack|@tabler)/',
      ),
    },
    {
      name: 'pages-have-no-preact',
      severity: 'error',
      ...browserOnly('(?!core/|widget/|loader/)[^/]+', '^public/(widget|loader)/|node_modules/preact/'),
    },
    {
      name: 'shared-views-know-no-page',
      severity: 'error',
      ...browserOnly('ui', '^public/(?!(core|messages|ui)/)'),
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
