import { defineConfig } from 'vitest/config'

/** Tests of the server need a database; the others start without one. `TEST_DRIVER` chooses the driver. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'api',
          include: ['api/_src/**/*.test.ts', 'config/*.test.ts', 'config/{dev,migrations}/**/*.test.ts'],
          globalSetup: ['api/_src/testing/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'pure', include: ['shared/**/*.test.ts', 'miniapp/**/*.test.{ts,tsx}'] },
      },
    ],
  },
})
