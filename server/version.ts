import manifest from '../package.json' with { type: 'json' };

export const apiVersion: string = manifest.version;
