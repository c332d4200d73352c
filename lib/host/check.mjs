import { enter } from './enter.mjs'

await enter('./check.ts', { development: true })
