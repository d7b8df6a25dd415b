module avatarorigin.io/worker-client

go 1.24
