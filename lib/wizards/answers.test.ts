import { describe, expect, it } from 'vitest'
import { ok } from '@/lib/shell'
import { checkPage } from './answers'
import type { Page } from './wizard'

const page: Page<{ readonly usable: boolean }> = {
  id: 'certificate',
  title: 'Certificate',
  fields: [
    {
      kind: 'choice',
      name: 'certificate',
      label: 'Certificate',
      check: (value) => ok(value),
      options: ({ usable }) => [
        ...(usable ? [{ value: 'keep', label: 'Keep it' }] : []),
        { value: 'pfx', label: 'A PFX file' },
        { value: 'other', label: 'Another one', disabled: 'Not on this server.' },
      ],
    },
  ],
}
const errors = (certificate: string, usable = false) =>
  checkPage(page, { usable }, { certificate }).map(({ field, error }) => [field, error.errorId])

describe('a choice', () => {
  it('is taken when it is offered', () => {
    expect(errors('pfx')).toEqual([])
    expect(errors('keep', true)).toEqual([])
  })

  it('is refused when it is offered no more, was never, or is disabled', () => {
    for (const value of ['keep', 'evil', '', 'other'])
      expect(errors(value), value).toEqual([['certificate', 'ChoiceNotOffered']])
  })
})
