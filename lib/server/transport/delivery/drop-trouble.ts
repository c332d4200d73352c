import { dropQuotaExceeded, noDropDirectory } from '@/lib/exchange'

/** Why nothing can be left in a Drop directory. */
export interface DropTrouble {
  /** LastError of the queue. */
  readonly said: string
  /** What is wrong, in the Application log after the name of the directory. */
  readonly fault: string
  /** What to do about it, a sentence. */
  readonly advice: string
}

/** As much lies there as DropDirectoryQuota allows. */
export const dropQuotaTrouble: DropTrouble = {
  said: dropQuotaExceeded,
  fault: 'is full',
  advice:
    'Look whether the system that fetches its files runs, or raise the quota with Set-ForeignConnector -DropDirectoryQuota.',
}

export const noDataFolder: DropTrouble = {
  said: withoutFolder('DATA_DIR is not set.'),
  fault: 'does not exist: DATA_DIR is not set',
  advice: 'Set DATA_DIR to the data folder and start the transport process again.',
}

export const noSimpleName: DropTrouble = {
  said: withoutFolder('DropDirectory is no simple directory name.'),
  fault: 'does not exist: this is no simple directory name',
  advice: 'Set one with Set-ForeignConnector -DropDirectory.',
}

export const leadsElsewhere: DropTrouble = {
  said: withoutFolder("The Drop Directory is a link that leads out of the server's folder."),
  fault: "is a link that leads out of the server's folder",
  advice: 'Put a folder in its place, or set another name with Set-ForeignConnector -DropDirectory.',
}

function withoutFolder(why: string): string {
  return `444 4.4.4 NONSMTPGW.NoDropDirectory ${why}`
}

type Reason = Omit<DropTrouble, 'said'>

const nameTaken: Reason = {
  fault: 'does not exist: a file has its name, or that of a folder above it',
  advice: 'Move that file away.',
}
const notAllowed: Reason = {
  fault: 'cannot be written',
  advice: 'Give the account of the transport process the right to write there.',
}
const tooManyOpen: Reason = {
  fault: 'cannot be written: too many files are open',
  advice: 'Raise the limit of open files of the transport process.',
}

/** What Exchange calls `does not exist or has invalid ACLs`. */
const missing: Readonly<Record<string, Reason>> = {
  ENOENT: {
    fault: 'does not exist',
    advice: 'It is made at the next attempt, where the data folder lets it.',
  },
  ENOTDIR: nameTaken,
  EEXIST: nameTaken,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: { fault: 'lies on a disk that can only be read', advice: 'Make that disk writable.' },
}

/** Exchange has no words for these. */
const unusable: Readonly<Record<string, Reason>> = {
  ENOSPC: {
    fault: 'cannot be written: the disk is full',
    advice: 'Make room on the disk of the data folder.',
  },
  EDQUOT: {
    fault: 'cannot be written: the disk quota of the transport process is used up',
    advice: 'Make room there, or raise that quota.',
  },
  EMFILE: tooManyOpen,
  ENFILE: tooManyOpen,
  ENAMETOOLONG: {
    fault: 'cannot be made: its name is too long',
    advice: 'Set a shorter one with Set-ForeignConnector -DropDirectory.',
  },
}

const unknown: Reason = { fault: 'cannot be used', advice: 'Look at the disk of the data folder.' }

/** What the file system said, with its code. */
export function fileTrouble(thrown: unknown): DropTrouble {
  const { code } = Object(thrown) as { readonly code?: unknown }
  const errno = typeof code === 'string' ? code : 'unknown error'
  const reason = missing[errno] ?? unusable[errno] ?? unknown
  const fault = `${reason.fault} (${errno})`
  const said = missing[errno] ? `${noDropDirectory} (${errno})` : `444 4.4.4 The Drop Directory ${fault}.`
  return { said, fault, advice: reason.advice }
}
