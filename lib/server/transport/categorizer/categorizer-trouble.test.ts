import { describe, expect, it } from 'vitest'
import { isItsFault } from './categorizer-trouble'

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (thrown) {
    return thrown
  }
}

const postgres = (code: string) => Object.assign(new Error('refused'), { code, severity: 'ERROR' })

describe('What went wrong with a message', () => {
  it.each([
    ['an address that is a number', thrownBy(() => Buffer.from(5 as never)), true],
    ['a size below zero', thrownBy(() => Buffer.alloc(-1)), true],
    ['an error of our own', new Error('no content'), true],
    ['data that PostgreSQL refuses', postgres('22021'), true],
    ['PostgreSQL going down', postgres('57P01'), false],
    ['a lost connection', new Error('Connection terminated unexpectedly'), false],
    ['a port that nobody listens on', { code: 'ECONNREFUSED', syscall: 'connect' }, false],
    ['an error that Prisma numbers', Object.assign(new Error('no server'), { code: 'P1001' }), false],
  ])('is or is not its own fault: %s', (_, thrown, fault) => {
    expect(isItsFault(thrown)).toBe(fault)
  })
})
