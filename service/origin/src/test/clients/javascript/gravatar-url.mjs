// Makes the URLs that gravatar-url makes, which knows Gravatar's host only.
import gravatarUrl from "gravatar-url";

const urls = JSON.parse(process.argv[2]).map(({ who, options }) => gravatarUrl(who, options));
console.log(JSON.stringify(urls));
