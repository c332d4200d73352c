import type { Choice } from '@/components/ui/choices'

export const roles: readonly Choice[] = [
  { value: 'Administrator', label: 'Administrator', note: 'Sees and changes everything, people included.' },
  {
    value: 'Observer',
    label: 'Observer',
    note: 'Sees everything and changes nothing but their own account.',
  },
]
