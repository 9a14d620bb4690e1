CREATE TABLE `import_edits` (
	`import_id` text NOT NULL,
	`no` integer NOT NULL,
	`entity` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`import_id`, `no`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
