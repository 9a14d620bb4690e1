/** Passkeys and security keys, on the page of the account and wherever a code is asked for. */
export const passkeyWords = {
  passkeys: {
    title: 'Passkeys and security keys',
    note: 'The fingerprint, face or PIN of this device, or a security key that is plugged in (FIDO2), in place of a code. The secret never leaves the device, and a forged site cannot get at it.',
    none: 'No passkey is registered.',
    elsewhere: 'A passkey belongs to the name of a site: it works at {address} only.',
    nowhere: 'The public address of this installation is not set (PUBLIC_URL): passkeys work on this machine only, with the page opened as http://localhost.',
    unsupported: 'This browser does not know passkeys.',
    name: 'Name',
    nameHint: 'Such as “office computer” or “blue security key”',
    created: 'Registered',
    used: 'Last used',
    never: 'not used yet',
    add: 'Register a passkey',
    added: 'The passkey is registered',
    remove: 'Remove',
    removed: 'The passkey is removed',
    use: 'Use a passkey',
    given: 'The passkey was accepted, go on',
    stopped: 'Not finished: it was cancelled, took too long, or this device is registered already. Try again.',
  },
};
