CREATE TABLE `import_chunks` (
	`import_id` text NOT NULL,
	`no` integer NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`import_id`, `no`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`valid` integer NOT NULL,
	`organisation_id` text,
	`programme_id` text,
	`report` text,
	`cells` text NOT NULL,
	`problems` text,
	PRIMARY KEY(`import_id`, `row`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_rows_problems_idx` ON `import_rows` (`import_id`,`row`) WHERE problems is not null;--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`organisation_id` text,
	`filename` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`request_id` text,
	`sheet` text,
	`columns` text,
	`rows` integer,
	`valid_rows` integer,
	`warnings` integer,
	`errors` integer,
	`notices` text,
	`failure` text,
	`checked_at` integer,
	`mode` text,
	`confirmed_by` text,
	`confirmed_at` integer,
	`batch_id` text,
	`imported_rows` integer,
	`imported_at` integer,
	`undone_by` text,
	`undone_at` integer,
	`file_key` text,
	`lease_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_file_idx` ON `imports` (`file_key`);--> statement-breakpoint
CREATE INDEX `imports_organisation_idx` ON `imports` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `imports_state_idx` ON `imports` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `imports_content_idx` ON `imports` (`sha256`);