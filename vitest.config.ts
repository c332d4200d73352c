import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Many tests wait for the network; by itself it would leave one of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['lib/host/test-postgres.ts'],
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
})
