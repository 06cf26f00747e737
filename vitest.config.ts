import { configDefaults, defineConfig } from 'vitest/config'

const database = { globalSetup: ['api/_src/testing/global-setup.ts'] }
// Files of one worker share the loaded source, which halves their time; each opens its database and its app anew.
const loadedOnce = { isolate: false }
const elsewhere = ['**/*.race.test.ts', '**/*.fault.test.ts']

/** One project per kind of test, told apart by the file's place and name. `TEST_DRIVER` chooses the database driver. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        // Rules and structure: no database, no build.
        extends: true,
        test: {
          name: 'pure',
          include: ['shared/**/*.test.ts', 'miniapp/**/*.test.{ts,tsx}', 'config/testing/source/*.test.ts'],
        },
      },
      {
        // Through the front door, with a database of its own per worker.
        extends: true,
        test: {
          ...database,
          ...loadedOnce,
          name: 'api',
          include: ['api/_src/**/*.test.ts', 'config/*.test.ts', 'config/{dev,deploy,migrations}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...elsewhere],
        },
      },
      {
        // Many at once: one file after the other, so that a storm meets no other storm.
        extends: true,
        test: {
          ...database,
          ...loadedOnce,
          name: 'race',
          include: ['api/_src/**/*.race.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Servers and databases are killed.
        extends: true,
        test: {
          ...database,
          name: 'fault',
          include: ['{api/_src,config}/**/*.fault.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        // What was built: the mini-program, the browser pages, the functions. Needs dist/ and .vercel/output.
        extends: true,
        test: {
          ...database,
          name: 'built',
          include: ['config/testing/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...elsewhere, 'config/testing/source/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
