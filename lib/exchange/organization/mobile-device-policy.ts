import type { Value } from '@/lib/shell'
import type { Quota } from '../store'
import { countKind, unlimitedCountKind } from '../transport/setting-table'
import { type Definition, define, type Settings, settingsOf } from './definition'
import { booleanKind, type Kind, oneOf, optional, quotaKind, timeSpanKind } from './kind'

/** What a telephone has to do before it may have mail. */
export interface MobileDevicePolicy {
  readonly isDefault: boolean
  readonly allowNonProvisionableDevices: boolean
  readonly passwordEnabled: boolean
  readonly alphanumericPasswordRequired: boolean
  readonly allowSimplePassword: boolean
  readonly passwordRecoveryEnabled: boolean
  readonly minPasswordLength: number | null
  /** Null: unlimited. */
  readonly maxPasswordFailedAttempts: number | null
  readonly passwordExpiration: string | null
  readonly passwordHistory: number
  readonly maxInactivityTimeLock: string | null
  readonly deviceEncryptionEnabled: boolean
  readonly requireDeviceEncryption: boolean
  readonly attachmentsEnabled: boolean
  readonly maxAttachmentSize: Quota
  readonly allowCamera: boolean
  readonly allowWiFi: boolean
  readonly allowBrowser: boolean
  readonly allowBluetooth: 'Disable' | 'HandsfreeOnly' | 'Allow'
  readonly more?: Readonly<Record<string, Value>>
}

const set = settingsOf<MobileDevicePolicy>()

/** Unlimited, or a length of time. */
const unlimitedSpan: Kind<string | null> = {
  ...timeSpanKind,
  type: 'Unlimited',
  parse: (value) =>
    /^unlimited$/i.test(String(value)) ? { ok: true, value: null } : timeSpanKind.parse(value),
  write: (value) => value ?? 'Unlimited',
  show: (value) => value ?? 'Unlimited',
}

const common: Settings<MobileDevicePolicy> = {
  AllowNonProvisionableDevices: set('allowNonProvisionableDevices', booleanKind),
  DeviceEncryptionEnabled: set('deviceEncryptionEnabled', booleanKind),
  RequireDeviceEncryption: set('requireDeviceEncryption', booleanKind),
  AttachmentsEnabled: set('attachmentsEnabled', booleanKind),
  MaxAttachmentSize: set('maxAttachmentSize', quotaKind),
  AllowCamera: set('allowCamera', booleanKind),
  AllowWiFi: set('allowWiFi', booleanKind),
  AllowBrowser: set('allowBrowser', booleanKind),
  AllowBluetooth: set('allowBluetooth', oneOf('BluetoothType', 'Disable', 'HandsfreeOnly', 'Allow')),
}

const attempts = unlimitedCountKind(4, 16)
const length = optional(countKind(1, 16))
const history = countKind(0, 50)

/** The password settings: those of ActiveSyncMailboxPolicy say `DevicePassword` where the later ones say `Password`. */
function passwordSettings(word: string): Settings<MobileDevicePolicy> {
  const lock = word === 'Password' ? 'MaxInactivityTimeLock' : 'MaxInactivityTimeDeviceLock'
  return {
    [`${word}Enabled`]: set('passwordEnabled', booleanKind),
    [`Alphanumeric${word}Required`]: set('alphanumericPasswordRequired', booleanKind),
    [`AllowSimple${word}`]: set('allowSimplePassword', booleanKind),
    [`${word}RecoveryEnabled`]: set('passwordRecoveryEnabled', booleanKind),
    [`Min${word}Length`]: set('minPasswordLength', length),
    [`Max${word}FailedAttempts`]: set('maxPasswordFailedAttempts', attempts),
    [`${word}Expiration`]: set('passwordExpiration', unlimitedSpan),
    [`${word}History`]: set('passwordHistory', history),
    [lock]: set('maxInactivityTimeLock', unlimitedSpan),
  }
}

function policy(isDefault: string, word: string): Definition<MobileDevicePolicy> {
  return define<MobileDevicePolicy>('MobileDeviceMailboxPolicy', 'mobile device mailbox policy', {
    columns: ['Name', isDefault, `${word}Enabled`, 'AllowNonProvisionableDevices'],
    settings: { [isDefault]: set('isDefault', booleanKind), ...passwordSettings(word), ...common },
  })
}

export const mobileDevicePolicy = policy('IsDefault', 'Password')
/** The same policies by the names of Exchange 2010. */
export const activeSyncPolicy = policy('IsDefaultPolicy', 'DevicePassword')

export const newMobileDevicePolicy: MobileDevicePolicy = {
  isDefault: false,
  allowNonProvisionableDevices: false,
  passwordEnabled: false,
  alphanumericPasswordRequired: false,
  allowSimplePassword: true,
  passwordRecoveryEnabled: false,
  minPasswordLength: null,
  maxPasswordFailedAttempts: null,
  passwordExpiration: null,
  passwordHistory: 0,
  maxInactivityTimeLock: null,
  deviceEncryptionEnabled: false,
  requireDeviceEncryption: false,
  attachmentsEnabled: true,
  maxAttachmentSize: null,
  allowCamera: true,
  allowWiFi: true,
  allowBrowser: true,
  allowBluetooth: 'Allow',
}

/** The one that mailboxes have when nobody gave them another. */
export const defaultMobileDevicePolicy: MobileDevicePolicy = {
  ...newMobileDevicePolicy,
  isDefault: true,
  allowNonProvisionableDevices: true,
}
