import { type Result, refuse } from '@/lib/shell'

/** The refusals that more than one step of reading a PFX gives. */

export function refusePassword(): Result<never> {
  return refuse('SecurityError', 'PfxPasswordIncorrect', 'The password does not open this PFX.', {
    target: 'Password',
    recommendedAction:
      'Type the password that was set when the certificate was exported; capitals matter. If it is surely right, the file was altered on its way: export or copy it again.',
  })
}

export function refuseDamaged(): Result<never> {
  return refuse(
    'InvalidData',
    'PfxDamaged',
    'The file begins like a PFX, but what it holds cannot be read.',
    {
      target: 'FileData',
      recommendedAction:
        'Copy the file again in binary form (not as text, not through a mail body), or export the certificate again.',
    },
  )
}

export function refuseAlgorithm(done: 'encrypted' | 'sealed', oid: string): Result<never> {
  return refuse(
    'InvalidData',
    'PfxAlgorithmUnsupported',
    `The PFX is ${done} in a way that is not supported here (object identifier ${oid}).`,
    {
      target: 'FileData',
      recommendedAction:
        'Export the certificate again with TripleDES-SHA1 or AES256-SHA256, the two choices that Windows offers.',
    },
  )
}

export function refusePublicKeyMode(): Result<never> {
  return refuse(
    'InvalidData',
    'PfxNotProtectedByPassword',
    'The PFX is protected with a certificate, not with a password.',
    {
      target: 'FileData',
      recommendedAction: 'Export the certificate again and choose a password to protect it.',
    },
  )
}
