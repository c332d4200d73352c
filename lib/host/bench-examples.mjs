import { existsSync } from 'node:fs'
import { enter } from './enter.mjs'

const program = '../exchange/testing/bench-examples.ts'
if (existsSync(new URL(program, import.meta.url))) await enter(program, { development: true })
else {
  console.error('There is no benchmark in this tree: lib/exchange/testing/bench-examples.ts is missing.')
  process.exit(1)
}
