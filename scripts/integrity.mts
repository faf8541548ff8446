/** Prints the checksum of a file as npm and n8n write it: `node scripts/integrity.mts package.tgz`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
console.log(`sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`);
