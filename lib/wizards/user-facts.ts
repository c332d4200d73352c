import type { PasswordPolicy } from '@/lib/essentials'

/** The account that a task is for, as the form starts. Sizes are bytes, null is Unlimited. */
export interface UserFacts {
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly logonName: string
  readonly accessLevel: 'User' | 'Administrator'
  readonly vpn: boolean
  readonly remoteWebAccess: boolean
  readonly passwordPolicy: PasswordPolicy
  readonly integrated: boolean
  readonly domain: string
  readonly mailbox: {
    readonly alias: string
    readonly addresses: readonly string[]
    readonly primary: string
    readonly bytes: number
    readonly enforced: boolean
    readonly limits: {
      readonly issueWarningQuota: number | null
      readonly prohibitSendQuota: number | null
      readonly prohibitSendReceiveQuota: number | null
    }
  } | null
}

/** Whether the account has a mailbox that the dashboard may show. */
export const inMailbox = ({ mailbox, integrated }: UserFacts) => mailbox !== null && integrated

export const backToUsers = () => [{ label: 'Back to the users', href: '/users' }]
