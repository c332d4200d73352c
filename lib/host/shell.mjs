import { enter } from './enter.mjs'

await enter('./shell.ts')
