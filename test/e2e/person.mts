/** A person who follows a link in a message. */
import axios from 'axios';

const BROWSER =
	'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

/** Opens a link as a browser does: n8n ignores the programs that open links to preview them. */
export async function follow(url: string): Promise<void> {
	await axios.get(url, { headers: { 'User-Agent': BROWSER } });
}
