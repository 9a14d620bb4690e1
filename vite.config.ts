import vue from '@vitejs/plugin-vue';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Small files travel as fast as they are. */
const worthwhileBytes = 1024;
/** Beside every asset its compressed forms, made once and well: compressing it for each visitor is slower and larger. */
function compressed(folder: string): Plugin {
  const pack = async (name: string) => {
    const path = join(folder, name);
    const plain = await readFile(path);
    if (plain.length < worthwhileBytes) return;
    const brotli = promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
    await Promise.all([
      brotli.then((data) => writeFile(`${path}.br`, data)),
      promisify(gzip)(plain, { level: 9 }).then((data) => writeFile(`${path}.gz`, data)),
    ]);
  };
  return {
    name: 'compressed',
    apply: 'build',
    async closeBundle() {
      const names = await readdir(folder);
      await Promise.all(names.filter((name) => /\.(js|css)$/.test(name)).map(pack));
    },
  };
}

export default defineConfig({
  root: 'web',
  plugins: [vue(), compressed(resolve('web/dist/assets'))],
  // Element Plus brings a colour calculator for buttons coloured one by one: ours have the colours of the tokens
  resolve: { alias: { '@ctrl/tinycolor': resolve('web/src/design/no-own-colours.ts') } },
  define: {
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: true, // web/src/i18n/compile.ts is all it takes
  },
  // Government desktops run Chrome 90-class browsers.
  build: { target: 'chrome90', outDir: 'dist', emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 2000 },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
