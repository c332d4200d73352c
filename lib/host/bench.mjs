import { existsSync } from 'node:fs'
import { enter } from './enter.mjs'

if (existsSync(new URL('./bench.ts', import.meta.url))) await enter('./bench.ts', { development: true })
else {
  console.error('There is no benchmark in this tree: lib/host/bench.ts is missing.')
  process.exit(1)
}
