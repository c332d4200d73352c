import { isAbsolute } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnvironment } from './environment'

describe('the environment', () => {
  it('has a default for everything', () => {
    const environment = readEnvironment({})
    expect(environment).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', NEXT_DIST_DIR: '.next' })
    expect(environment.DATABASE_URL).toBeUndefined()
    expect(isAbsolute(environment.DATA_DIR)).toBe(true)
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000)
  })

  it.each(['http', '0', '65536', '80.5', '-1'])('refuses %s as PORT by name', (PORT) => {
    expect(() => readEnvironment({ PORT })).toThrow(/^PORT must be a number from 1 to 65535/)
  })

  it.each(['localhost', 'mysql://localhost/x', 'postgresql://localhost'])(
    'refuses %s as DATABASE_URL by name',
    (url) => {
      expect(() => readEnvironment({ DATABASE_URL: url })).toThrow(
        /^DATABASE_URL must be a PostgreSQL address/,
      )
    },
  )

  it('does not repeat a password that stands in a wrong DATABASE_URL', () => {
    expect(() => readEnvironment({ DATABASE_URL: 'mysql://root:hunter2@db/x' })).not.toThrow(/hunter2/)
  })

  it('refuses a SECRET_KEY that is too short to be one', () => {
    expect(() => readEnvironment({ SECRET_KEY: 'c2hvcnQ' })).toThrow(/^SECRET_KEY must be 32 bytes/)
  })

  it('takes PUBLIC_URL without the slash at its end', () => {
    expect(readEnvironment({ PUBLIC_URL: 'https://dashboard.contoso.com/' }).PUBLIC_URL).toBe(
      'https://dashboard.contoso.com',
    )
  })
})
