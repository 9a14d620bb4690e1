import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const pureRooms = ['forecasting/**', 'matching/**'];

export default defineConfig(
  globalIgnores(['**/dist', 'coverage', 'data', 'web/src/api/schema.d.ts', 'db/migrations']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked, vue.configs['flat/essential']],
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] } },
    rules: {
      'no-undef': 'off', // the compiler knows better
      '@typescript-eslint/require-await': 'off', // handlers and ports are async by contract
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // the compiler refuses enums (erasableSyntaxOnly); the rule asks of every assignment all the same
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // data are plain objects here, classes hold connections; a tenth of linting's time
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: [...pureRooms, 'test/**', 'seed/**', 'bench/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: pureRooms,
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'forecasting/ and matching/ do no I/O.' }],
      'no-restricted-syntax': [
        'error',
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is a parameter in the pure rooms.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is a parameter in the pure rooms.' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is a parameter in the pure rooms.' },
      ],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node } },
);
