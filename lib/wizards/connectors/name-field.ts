import { parseObjectName } from '@/lib/exchange'
import { answerIsMissing } from '../text'
import type { Field } from '../wizard'

/** The name of a new connector; that of one that is there stays. */
export const nameField: Field<{ readonly connector: object | null }> = {
  kind: 'text',
  name: 'name',
  label: 'Name',
  parameter: 'Name',
  shown: ({ connector }) => connector === null,
  check: (value) =>
    String(value).trim() === '' ? answerIsMissing('A name', 'Name') : parseObjectName(String(value)),
}
