module viking-kb/foreign

go 1.18

require github.com/volcengine/volc-sdk-golang v1.0.23

require github.com/google/uuid v1.3.0 // indirect
