import { describe, expect, it } from 'vitest'
import { probe } from './probes'
import type { Person } from './session'

const observer: Person = { id: '1', email: 'o@contoso.com', name: 'O', role: 'Observer', sessionId: '1' }

describe('the password of an uploaded file', () => {
  it('is nothing that an Observer may try', async () => {
    const answers = { pfxPath: 'C:\\Certificates\\contoso.pfx' }
    expect(await probe('pfxPassword', 'guess', answers, observer, '')).toEqual({
      state: 'invalid',
      message: 'Observers can see everything and change nothing.',
    })
  })
})
