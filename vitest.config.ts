import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    pool: 'forks',
    // Many tests wait for the network; as many workers as cores would leave them idle.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    globalSetup: ['lib/host/test-postgres.ts'],
    testTimeout: 15_000,
    hookTimeout: 30_000,
    projects: [
      // What is one a process (its environment, its database, its session) each file of these has for itself.
      { extends: true, test: { name: 'server', include: ['lib/{server,host}/**/*.test.ts'] } },
      // All others hold nothing, and are read once for all files of a worker.
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}'],
          exclude: ['lib/{server,host}/**'],
          isolate: false,
        },
      },
    ],
  },
})
