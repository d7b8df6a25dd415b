// Makes the URLs that gravatar makes for another host.
import gravatar from "gravatar";

const urls = JSON.parse(process.argv[2]).map(({ origin, who, options }) =>
  gravatar.url(who, { ...options, cdn: origin }),
);
console.log(JSON.stringify(urls));
